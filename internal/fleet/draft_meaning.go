package fleet

// A meaning is what a column's name tells of it.
type meaning struct {
	topic  string // what it measures, in the words of a comment
	rank   int    // the lower, the more it tells of an account's health; see the ranks below
	lower  bool   // less is better
	scale  bool   // of opinions: what the words for it mean is better the higher
	phrase []string
	place  int // of the phrase that a name has
}

// Topics that other code asks for.
const (
	topicMoney   = "money"
	topicBound   = "how bound they are"
	topicUse     = "how much it is used"
	topicTenure  = "age of the relationship"
	topicTrouble = "trouble"
	topicSince   = "time since it last happened"
	topicOpinion = "what people say"
)

// The ranks that are no topic of a criterion.
const (
	rankOutcome = -1 - iota // what a score is to foretell
	rankPerson              // who somebody is rather than what they do
	rankOther               // calendar, places and codes
)

// rankUnknown comes behind all that names tell.
const rankUnknown = 9

// meanings are all that names are told by, the more telling first: the first
// that a name has decides.
func meanings() []meaning {
	return []meaning{
		{topic: "outcome", rank: rankOutcome, phrase: []string{
			"churn", "churned", "churner", "attrition", "exited", "=y", "=target", "=label", "=class", "=left", "=lost",
			"=outcome", "=cancelled", "=canceled", "=terminated", "=converted", "=renewed", "=retained", "=default",
			"=response", "=deposit", "=subscribed",
		}},
		{topic: topicTenure, rank: 7, phrase: []string{
			"tenure", "account age", "contract age", "subscription length", "subscription age", "year at", "month at", "seniority",
			"customer since", "member since", "month as", "year as", "relationship length", "loyalty month", "loyalty year",
		}},
		{topic: "person", rank: rankPerson, phrase: []string{
			"gender", "=sex", "race", "ethnicity", "religion", "nationality", "marital", "=married", "=partner", "dependent",
			"senior citizen", "birth", "birthday", "dob", "over 18", "=education", "education field", "disability", "age",
		}},
		{topic: topicSince, rank: 2, lower: true, phrase: []string{
			"recency", "inactive", "inactivity", "idle", "dormant", "since", "last login", "last seen", "last use", "last used",
			"last active", "last activity", "last meeting", "last contact", "last call", "last touch", "last order",
			"last purchase", "last visit", "last session", "last transaction", "last donation", "last interaction", "last qbr",
			"last email", "last logon", "last access", "last one to one", "oldest one to one",
		}},
		{topic: "debt, and payments late or failed", rank: 4, lower: true, phrase: []string{
			"overdue", "past due", "late", "arrear", "dunning", "delinquent", "failed payment", "payment failure", "unpaid",
			"debt", "=loan", "=mortgage", "chargeback", "outstanding", "owed",
		}},
		{topic: topicTrouble, rank: 3, lower: true, phrase: []string{
			"ticket", "complaint", "complain", "support call", "service call", "support case", "open case", "incident", "escalation",
			"failure", "failed", "error", "bug", "outage", "defect", "dispute", "downtime", "response time", "resolution time",
			"returned", "return", "refund", "cancellation", "absence", "turnover", "resignation", "unsubscribe", "=overtime", "=over time",
			"overrun", "bounce", "risk", "=case",
		}},
		{topic: "growth or decline", rank: 2, phrase: []string{"change", "growth", "trend", "delta"}},
		{topic: topicOpinion, rank: 3, scale: true, phrase: []string{
			"nps", "enps", "csat", "ces", "satisfaction", "satisfied", "sentiment", "pulse", "mood", "happiness", "engagement",
			"involvement", "work life balance", "feedback", "review score", "relationship", "champion", "sponsor", "survey",
		}},
		{topic: topicMoney, rank: 5, phrase: []string{
			"spend", "revenue", "arr", "mrr", "acv", "clv", "ltv", "value", "charge", "monetary", "balance", "sale",
			"gmv", "aum", "fee", "amount", "premium", "billing", "invoiced",
		}},
		{topic: "how often", rank: 2, phrase: []string{
			"order", "purchase", "frequency", "transaction", "donation", "booking",
		}},
		{topic: topicBound, rank: 4, phrase: []string{
			"contract", "month left", "commitment", "notice period", "salary deposit", "direct deposit", "payroll",
		}},
		{topic: topicUse, rank: 1, phrase: []string{
			"active", "usage", "use", "used", "login", "logon", "session", "utilization", "utilisation", "adoption", "event",
			"visit", "minute", "called", "call", "message", "api", "feature", "attainment",
		}},
		{topic: "calendar, place or code", rank: rankOther, phrase: []string{
			"id", "uuid", "guid", "key", "code", "number", "no", "nr", "index", "row", "rank", "phone", "zip", "postcode", "postal",
			"city", "country", "region", "state", "latitude", "longitude", "=day", "=month", "=year", "=week", "=hour", "=date", "=quarter",
		}},
	}
}

// meaningOf returns what the words of a name tell; ok is false where they tell
// nothing.
func meaningOf(name []string) (m meaning, ok bool) {
	for _, m := range meanings() {
		for i, phrase := range m.phrase {
			if has(name, phrase) {
				m.place = i
				return m, true
			}
		}
	}
	return meaning{}, false
}
