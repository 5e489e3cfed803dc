"""What is remembered: revisions of documents, organisers, settings. Nothing of a supporter."""
