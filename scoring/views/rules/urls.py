"""Addresses of the pages of rules."""

from django.urls import path

from scoring.views.rules import editor, preview, publishing, rule, rules, trial

urlpatterns = [
    path("rules", rules.all_rules, name="rules"),
    path("rules/<slug:slug>", rule.one_rule, name="rule"),
    path("rules/<slug:slug>/edit", editor.edit, name="rule_edit"),
    path("rules/<slug:slug>/check", editor.check, name="rule_check"),
    path("rules/<slug:slug>/previews/<int:number>", preview.one_preview, name="rule_preview"),
    path("rules/<slug:slug>/trial", trial.trial, name="rule_trial"),
    path("rules/<slug:slug>/trial/stop", publishing.stop_trial, name="rule_trial_stop"),
    path("rules/<slug:slug>/versions/<int:number>/try", publishing.start_trial, name="rule_try"),
    path("rules/<slug:slug>/versions/<int:number>/ask", publishing.ask, name="rule_ask"),
    path("rules/<slug:slug>/versions/<int:number>/preview", publishing.preview, name="rule_look"),
    path("rules/<slug:slug>/versions/<int:number>/drill", publishing.drill, name="rule_drill"),
    path("rules/<slug:slug>/requests/<int:number>/approve", publishing.approve, name="rule_approve"),
    path("rules/<slug:slug>/requests/<int:number>/decline", publishing.decline, name="rule_decline"),
    path("rules/<slug:slug>/requests/<int:number>/withdraw", publishing.withdraw, name="rule_withdraw"),
]
