"""Values that are stored as JSON documents: how each goes in and comes out."""

from pydantic import TypeAdapter

from ojala.diagnosis import Diagnosis
from ojala.exercises.exercise import Exercise
from ojala.learning.selection import Choice

CHOICE = TypeAdapter(Choice)
DIAGNOSIS = TypeAdapter(Diagnosis)
EXERCISE = TypeAdapter(Exercise)
