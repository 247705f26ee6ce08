"""What was meant: finds the topic, the term or the phrase that a text asks for, or none."""
