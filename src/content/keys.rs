//! The keys of the content model by name: a text that holds one of them was probably quoted at the wrong place.

/// All keys of the model, in alphabetical order.
#[rustfmt::skip]
pub const KEYS: &[&str] = &[
    "a", "abbreviations", "about", "accessibility", "accredited_organizations", "acquisition", "acquisitions", "address", "aliases",
    "all_of", "also_when_refused", "amount", "and", "annexes", "anonymized", "any_of", "approved_by", "approved_on", "areas", "articles",
    "assessed_on", "at", "base_url", "basic_policy", "basis", "block", "blocks", "body", "building", "bulletins", "business", "by_id",
    "by_mail", "caption", "case", "categories", "cause", "certifications", "change", "changeable", "changes", "chapters", "columns",
    "condition", "contact", "contact_points", "continuation", "continue", "continuous", "copy", "countries", "country", "course",
    "data_items", "date", "days", "deadlines", "decision", "deemed", "delivery", "department", "detail", "effective_on", "elsewhere",
    "email", "enacted", "enforced_on", "entrustee_supervision", "entrustment", "era", "established_under", "every_months", "exceptions",
    "excludes", "expires", "extension_days", "extension_form", "external_environment", "family", "fax", "fee", "feed", "fees", "file",
    "files", "flows", "for", "foreign_third_parties", "form", "form_url", "forms", "found_on", "from", "group", "handlers", "handles",
    "harm", "head", "heading", "held_by", "history", "hours", "how", "human", "id", "identity", "impact_assessments", "implied_consent",
    "incident", "individually_notified", "intro", "issued_within_days", "item", "items", "kind", "label", "labels", "languages", "latin",
    "letterhead", "level", "list", "listed_at", "manager", "mark", "may", "may_object", "means", "measures", "menu", "method", "methods",
    "months", "name", "new", "none", "not_notified", "not_third_party", "note", "notes", "notify_form", "number", "numbered", "numbering",
    "obtained_on", "occurred_on", "of", "old", "on_request", "open", "opt_out", "organizational", "orientation", "otherwise",
    "page_features", "page_top", "pages", "paper", "paragraphs", "parties", "partner", "parts", "party", "path", "pay", "per", "period",
    "persons", "physical", "plus", "policy", "post", "postal_code", "prevention", "print_pdf", "procedures", "proves", "provision",
    "pseudonymized", "public_notice", "publish_on", "published", "published_on", "purpose", "purposes", "q", "rationale", "reason",
    "recipient", "redirects", "ref", "reference", "refusal", "removed", "representative", "requesters", "requests", "reservation",
    "response", "retained_personal_data", "reviewed_on", "role", "roles", "rows", "ruby", "rule", "rules", "safety", "same", "sheet",
    "short", "signed", "since", "size", "special_care", "specific", "specific_rule", "statement", "states", "submit_to", "supplementary",
    "table", "tail", "target", "tax", "technical", "tel", "term", "terms", "text", "text_size", "title", "to", "transfer", "two_of",
    "unit", "updates", "url", "used_by", "uses", "valid_until", "version", "via", "what", "when", "who", "within_days",
];
