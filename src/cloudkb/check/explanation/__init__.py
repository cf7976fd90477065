"""How what was proved is told: the room of the checker that knows sentences."""
