"""The office: where program admins look after the directory, files, bulk awards and the log. Auditors read along."""
