from ojala.content.proofs.everything import problems


def test_the_content_holds() -> None:
    assert [problem.line for problem in problems()] == []
