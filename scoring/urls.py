"""Addresses of the judge's pages."""

from django.urls import path

from scoring.views import mine

app_name = "scoring"

urlpatterns = [
    path("me/recognition", mine.mine, name="mine"),
    path("badges/<slug:slug>/progress", mine.badge_progress, name="badge_progress"),
]
