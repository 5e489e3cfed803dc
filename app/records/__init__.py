"""The database: revisions of documents, organisers, settings. Nothing of a supporter."""
