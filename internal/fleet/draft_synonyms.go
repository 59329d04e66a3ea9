package fleet

// synonyms returns what else a template's column may be called, the surest
// first: phrases of words in a name, or whole names behind "=".
func synonyms(column string) []string {
	return map[string][]string{
		"active_users":            {"active user", "active seat", "used seat", "seat used", "license used", "licence used", "mau", "wau"},
		"seats":                   {"=license", "=licence", "seat bought", "seat purchased", "paid seat", "total seat", "licensed user"},
		"usage_change_30d_pct":    {"usage change", "usage trend", "usage growth", "activity change", "login change", "active user change"},
		"last_meeting":            {"last meeting", "last qbr", "last contact", "last call", "last touch", "last touchpoint", "last interaction", "last csm"},
		"tickets_30d":             {"ticket", "support case", "support request", "support call", "=case"},
		"nps":                     {"nps", "net promoter", "recommend"},
		"csm_pulse":               {"pulse", "csm sentiment", "csm rating", "sentiment", "mood", "csm health"},
		"pulse_date":              {"pulse date", "pulse updated", "sentiment date", "sentiment updated"},
		"renewal_date":            {"renewal", "contract end", "end date", "expiry", "expiration"},
		"last_order":              {"last order", "last purchase", "recency", "since last order", "since last purchase"},
		"orders_12m":              {"order", "purchase", "frequency", "number of order"},
		"spend_12m":               {"spend", "spent", "monetary", "revenue", "sale"},
		"items_12m":               {"item bought", "item ordered", "item purchased", "=item"},
		"items_returned_12m":      {"item returned", "returned item", "=return"},
		"csat_pct":                {"csat", "customer satisfaction", "satisfaction", "review score", "feedback"},
		"last_visit":              {"last visit", "last session", "last login", "last seen", "last active", "last app open", "inactive day", "day inactive"},
		"kpi_attainment_pct":      {"kpi", "attainment", "goal attainment", "target attainment", "result pct"},
		"relationship":            {"relationship", "csm rating", "sentiment", "pulse", "mood"},
		"last_contact":            {"last contact", "last meeting", "last call", "last touch", "last touchpoint", "last interaction"},
		"invoice_days_overdue":    {"day overdue", "overdue", "day late", "past due", "late"},
		"hours_sold":              {"hour sold", "hour budgeted", "budgeted hour", "hour planned", "planned hour", "hour contracted"},
		"hours_spent":             {"hour spent", "hour worked", "actual hour", "hour logged", "hour used"},
		"satisfaction":            {"satisfaction", "csat", "nps", "feedback"},
		"contract_end":            {"contract end", "renewal", "end date", "expiry", "expiration"},
		"last_use":                {"last use", "last used", "last call", "last activity", "last active", "last seen", "last usage", "last login", "inactive day", "day inactive"},
		"spend_change_pct":        {"spend change", "spend trend", "revenue change", "arpu change", "charge change", "billing change"},
		"complaints_90d":          {"complaint", "complain", "ticket", "support call", "service call"},
		"days_past_due":           {"past due", "overdue", "day late", "late", "arrear"},
		"active_days_30d":         {"active day", "login", "session", "transaction", "day active", "payment count"},
		"salary_deposit":          {"salary", "payroll", "direct deposit"},
		"balance_change_90d_pct":  {"balance change", "balance trend", "balance growth", "deposit change"},
		"failed_payments_90d":     {"failed payment", "payment failure", "declined", "failed transaction", "return payment"},
		"ces":                     {"ces", "customer effort", "effort score", "=effort", "ease"},
		"enps":                    {"enps", "employee nps", "recommend"},
		"headcount":               {"headcount", "head count", "team size", "=fte", "number of employee", "=employee"},
		"resignations_12m":        {"resignation", "leaver", "voluntary exit", "quit"},
		"unscheduled_absence_pct": {"unscheduled absence", "absence", "absenteeism", "sick day"},
		"oldest_one_to_one":       {"one to one", "one on one", "1 1", "last 1on1", "1on 1", "last check in"},
		"engagement":              {"engagement", "job involvement", "involvement"},
		"manager_pulse":           {"manager pulse", "pulse", "manager rating", "manager score"},
	}[column]
}

// wholes returns what a column may be called that says by itself what a
// template's formula, known by its criterion's key, works out of several.
func wholes(key string) []string {
	return map[string][]string{
		"usage": {"usage pct", "utilization", "utilisation", "adoption", "seat usage", "active pct", "usage rate", "usage score",
			"=usage", "active day", "login", "session", "active user", "usage", "of use"},
		"support_load": {"ticket", "support case", "support call", "service call", "complaint", "complain", "incident", "=case"},
		"returns":      {"return rate", "return pct", "return"},
		"scope":        {"scope overrun", "overrun", "over budget"},
		"contract":     {"month left", "contract month", "contract"},
		"turnover":     {"voluntary turnover", "turnover"},
		"one_to_one":   {"since one to one", "since last one to one"},
	}[key]
}
