"""What the workroom calls the values that documents choose from."""

OFFICE_KINDS = {
    "prosecutor-general": "Prosecutor General",
    "ombudsman": "Ombudsman",
    "prison-head": "Head of a prison",
    "penal-committee": "Penal committee",
    "national-security-committee": "National security committee",
    "state-secretary": "State Secretary",
    "president": "President",
    "foreign-minister": "Foreign Minister",
    "health-minister": "Minister of Health",
    "religious-affairs-committee": "Committee for religious affairs",
    "national-human-rights-centre": "National human rights centre",
    "embassy": "Embassy of the country, abroad",
    "eu-body": "Body of the European Union",
    "european-commission": "European Commission",
    "eu-special-representative": "Special representative of the European Union",
    "diplomatic-mission": "Mission of another country or of the European Union",
    "un-body": "Body of the United Nations",
}
STATES_OF_ADDRESSEES = {
    "in-use": "In use: letters can be posted to it",
    "closed": "Closed",
    "not-in-use": "No longer in use",
    "unverified": "Address not verified",
    "no-address": "No address known",
}
CONFIDENCE = {
    "high": "High: a source names it clearly",
    "medium": "Medium: inferred, or from an older source",
    "low": "Low: one weak source",
}
STATES_OF_CASES = {
    "draft": "Draft: not shown to supporters",
    "open": "Open: letters are written",
    "paused": "Paused",
    "closed": "Closed",
    "won": "Won",
}
STATES_OF_DEMANDS = {
    "open": "Open: it is asked for",
    "met": "Met",
    "overtaken": "Overtaken by events",
}
STATUSES = {
    "in-prison": "In prison",
    "restricted-freedom": "Restricted freedom",
    "released": "Released",
    "died": "Died",
    "not-known": "Not known",
}
TERM_BASES = {
    "reported": "Reported: a source names the day",
    "arithmetic": "Arithmetic: the full term, without any credit",
}
WISHES = {
    "yes": "They want letters",
    "no": "They don’t want letters",
    "not-known": "Not known",
}
