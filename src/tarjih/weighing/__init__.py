"""Events and hypotheses in, assessments out."""
