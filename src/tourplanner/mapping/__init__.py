"""What the map shows, as plain values: styles, features, the sketch ground, the page shell."""
