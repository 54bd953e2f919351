"""The SQL that taking an answer needs at the least, on the tables as they are.

With `BEGIN` and `COMMIT` six round trips: who asks, locked so that two devices take turns; what
was asked; the attempt; the card. `six.sql` is the same for pgbench.
"""

LOGIN = """
SELECT learners.id, learners.preferences
FROM logins JOIN learners ON learners.id = logins.learner_id
WHERE logins.token_hash = $1 AND logins.expires_at > now()
FOR UPDATE OF learners
"""
EXERCISE = "SELECT item, body FROM exercises WHERE learner_id = $1 AND id = $2"
ATTEMPT = """
INSERT INTO attempts (learner_id, exercise_id, number, given_at, response, elapsed, verdict,
                      diagnosis, engine_version)
VALUES ($1, $2, 1, now(), $3, $4, $5, $6, 'bench')
"""
CARD = """
INSERT INTO cards (learner_id, item, stability, difficulty, last_review, due, reviews, lapses,
                   version)
VALUES ($1, $2, 1, 5, now(), now() + interval '1 day', 1, 0, 1)
ON CONFLICT (learner_id, item) DO UPDATE
SET stability = cards.stability * 2, last_review = now(), reviews = cards.reviews + 1,
    due = now() + interval '1 day' * cards.stability * 2
RETURNING due
"""
