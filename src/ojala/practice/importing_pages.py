"""Importing as a page: a file is sent, and what came of it is told row by row."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import Response

from ojala.content.course import Course
from ojala.errors import UploadRefused
from ojala.learning.learner import Learner
from ojala.practice import importing
from ojala.practice.importing import Report
from ojala.web.dependencies import BriefLearner, CurrentCourse, CurrentShell, Now, Shell
from ojala.web.templating import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A learner who brings their log; it is checked in a thread, before any transaction."""

    learner: Learner
    shell: Shell
    course: Course
    now: datetime

    async def bring(self, upload: UploadFile) -> Report:
        """Take a file whole, or nothing of it and say why."""
        file = importing.unpacked(upload.file)
        report = await asyncio.to_thread(importing.check, file, self.now)
        if report.faulty:
            return report
        async with self.shell.database.transaction() as tx:
            return await importing.bring(
                tx,
                learner=self.learner,
                course=self.course,
                file=file,
                report=report,
                now=self.now,
            )


async def _bearer(
    learner: BriefLearner, shell: CurrentShell, course: CurrentCourse, now: Now
) -> Bearer:
    return Bearer(learner, shell, course, now)


CurrentBearer = Annotated[Bearer, Depends(_bearer)]


@router.post("/practice/imports")
async def import_log(request: Request, file: UploadFile, bearer: CurrentBearer) -> Response:
    """Take one's own export, and tell what was new in it or why it was refused."""
    report, refusal = Report(), ""
    try:
        report = await bearer.bring(file)
    except UploadRefused as refused:
        refusal = refused.detail
    context = {"report": report, "refusal": refusal}
    status = 422 if refusal or report.faulty else 200
    return render(request, "practice/imported.html", context, status)
