"""Area packs in the window: opened, made, fetched, used."""
