"""Where readings, sites and the ledger are kept; the only folder with SQL."""
