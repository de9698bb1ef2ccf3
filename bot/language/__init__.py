"""What a sentence says, without rasa, without a clock and without policy (docs/interfaces.md section 1)."""
