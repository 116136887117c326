"""What people of Ferrywell say and what their work is called: one small file a theme."""
