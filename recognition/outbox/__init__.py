"""The way out of the house: messages wait in the database, are sent by a job, and tried again until they arrive."""
