"""What other modules may use of terms."""

from openluban.teaching.terms.errors import KnownAsTerms, SameLanguage
from openluban.teaching.terms.fields import LanguageTag
from openluban.teaching.terms.models import Concept, Domain, Side, Status, Term
from openluban.teaching.terms.queries.keeping import check_terms, term_base, terms_in
from openluban.teaching.terms.queries.knowing import not_known
from openluban.teaching.terms.rules.candidates import Candidate, candidates
from openluban.teaching.terms.rules.checking import Finding
from openluban.teaching.terms.rules.finding import Entry, Span
from openluban.teaching.terms.rules.languages import is_tag, normal_tag, written_tag
from openluban.teaching.terms.rules.stems import stem
from openluban.teaching.terms.rules.term_base import TermBase
from openluban.teaching.terms.use_cases.propose_pair import Word, propose_pair

__all__ = [
    "Candidate",
    "Concept",
    "Domain",
    "Entry",
    "Finding",
    "KnownAsTerms",
    "LanguageTag",
    "SameLanguage",
    "Side",
    "Span",
    "Status",
    "Term",
    "TermBase",
    "Word",
    "candidates",
    "check_terms",
    "is_tag",
    "normal_tag",
    "not_known",
    "propose_pair",
    "stem",
    "term_base",
    "terms_in",
    "written_tag",
]
