"""The database: its schema, its transactions, its migrations."""
