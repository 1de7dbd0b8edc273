"""What flows between the stages: frozen, checked records."""
