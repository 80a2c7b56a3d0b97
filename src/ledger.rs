//! The ledger: what became of every byte of a source.
//!
//! It is a partition from its first moment (one entry, unassigned) to its last, whatever the passes do: they can only
//! fill what is free, or refine a role that they name.

use crate::element::Element;
use crate::id::QuestionId;
use crate::names::names;
use crate::span::{Span, Spans};
use crate::voice::Voice;

/// What a passage of the source is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Not yet read. None is left when a ledger is finished.
    Unassigned,
    /// Number, date, kind, askers and title at the head of a paper.
    Title,
    /// A Vorbemerkung, its heading included.
    Preface(Voice),
    /// „Die Antwort wurde namens der Bundesregierung … übermittelt.“
    Transmittal,
    /// „Wir fragen die Bundesregierung:“
    Request,
    /// A question or sub-question, its number included.
    Question(QuestionId),
    /// „Die Fragen 3 und 4 werden gemeinsam beantwortet.“, by the id of its answer.
    Announcement(QuestionId),
    /// An answer, by the first id that it answers.
    Answer(QuestionId),
    /// A note at a page's foot, its mark included.
    Footnote,
    /// What follows the last answer under „Anlage“.
    Annex,
    /// The lists at the head of a collection.
    Directory,
    /// „Geschäftsbereich des Bundesministeriums …“, chapter headings.
    Heading,
    /// „Berlin, den …“ and the names below.
    Signature,
    /// „Gesamtherstellung: …“
    Imprint,
    /// Page heads, page numbers, margin notes.
    PageHead,
    /// A passage that stands twice; this is the copy that was not kept.
    Duplicate(Element),
    /// The text of a paper that we do not structure.
    Body,
    /// Words that no rule claims.
    Other,
}

impl Role {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::Title => "title",
            Self::Preface(_) => "preface",
            Self::Transmittal => "transmittal",
            Self::Request => "request",
            Self::Question(_) => "question",
            Self::Announcement(_) => "announcement",
            Self::Answer(_) => "answer",
            Self::Footnote => "footnote",
            Self::Annex => "annex",
            Self::Directory => "directory",
            Self::Heading => "heading",
            Self::Signature => "signature",
            Self::Imprint => "imprint",
            Self::PageHead => "pagehead",
            Self::Duplicate(_) => "duplicate",
            Self::Body => "body",
            Self::Other => "other",
        }
    }

    /// The element whose bytes these are.
    pub(crate) const fn element(self) -> Option<Element> {
        match self {
            Self::Preface(voice) => Some(Element::Preface(voice)),
            Self::Question(id) => Some(Element::Question(id)),
            Self::Answer(id) => Some(Element::Answer(id)),
            _ => None,
        }
    }

    /// The id in JSON: a question's, a preface's voice, what a duplicate repeats.
    #[must_use]
    pub fn id(self) -> Option<String> {
        match self {
            Self::Preface(voice) | Self::Duplicate(Element::Preface(voice)) => Some(voice.name().to_owned()),
            Self::Duplicate(element) => Some(element.to_string()),
            Self::Question(id) | Self::Announcement(id) | Self::Answer(id) => Some(id.to_string()),
            Self::Unassigned
            | Self::Title
            | Self::Transmittal
            | Self::Request
            | Self::Footnote
            | Self::Annex
            | Self::Directory
            | Self::Heading
            | Self::Signature
            | Self::Imprint
            | Self::PageHead
            | Self::Body
            | Self::Other => None,
        }
    }
}

names! {
    /// The heuristic that gave a passage its role.
    Rule:
    /// Nobody has read it yet.
    Unread => "unread",
    /// The lines at a paper's head, up to where its text begins.
    TitleBlock => "title-block",
    /// „Drucksache 21/971 – 2 – Deutscher Bundestag – 21. Wahlperiode“ between pages.
    PageHead => "page-head",
    /// A page number alone on its line, beside a page break.
    PageNumber => "page-number",
    /// „## “, „**“ around a line of Markdown.
    Markup => "markup",
    /// A line that stands on every page and parts its sentences.
    RunningLine => "running-line",
    /// A form feed.
    FormFeed => "form-feed",
    /// „Vorabfassung – wird durch die lektorierte Fassung ersetzt.“ at the margin, whole or scattered.
    MarginNote => "margin-note",
    /// „Gesamtherstellung: …“ to „ISSN …“.
    Imprint => "imprint",
    /// „Die Antwort wurde namens … übermittelt.“ at the foot of page 1.
    TransmittalFrame => "transmittal-frame",
    /// A whole line „Vorbemerkung der Fragesteller“ or „… der Bundesregierung“.
    PrefaceHeading => "preface-heading",
    /// What stands between the title and the request of an inquiry: its preface has no heading.
    BeforeRequest => "before-request",
    /// What stands before the first question without a heading.
    BeforeFirstQuestion => "before-first-question",
    /// „Wir fragen die Bundesregierung:“
    RequestFrame => "request-frame",
    /// „Berlin, den 3. Juli 2025“ and what follows.
    SignatureFrame => "signature-frame",
    /// The number that is next.
    NumberInSequence => "number-in-sequence",
    /// A number out of order that a following announcement names.
    NumberAnnounced => "number-announced",
    /// A number out of order, on the strength of the rest of the evidence.
    NumberOutOfOrder => "number-out-of-order",
    /// A paper's only question has no number.
    SingleQuestion => "single-question",
    /// „a)“ in a question, the label that is next.
    LabelInSequence => "label-in-sequence",
    /// „b)“ after an answer: its question is answered part by part.
    LabelAfterAnswer => "label-after-answer",
    /// Text after the list of sub-questions, which belongs to the whole question.
    AfterParts => "after-parts",
    /// The answer begins after the line that ends with the question mark.
    EndsAtQuestionMark => "ends-at-question-mark",
    /// The answer begins where the question ends without a mark.
    EndsWithoutMark => "ends-without-mark",
    /// The answer begins at its announcement, or at „Antwort:“.
    EndsBeforeAnnouncement => "ends-before-announcement",
    /// The inquiry prints the same words.
    ProvenByInquiry => "proven-by-inquiry",
    /// „Die Fragen 3 bis 5 werden … beantwortet.“
    AnnouncementFrame => "announcement-frame",
    /// „Antwort:“ between a question and its answer.
    AnswerMark => "answer-mark",
    /// A line that begins with a note's mark at a page's foot.
    NoteMark => "note-mark",
    /// „Anlage 1“ alone on its line, behind the answers.
    AnnexHeading => "annex-heading",
    /// A title and a table behind an answer that only refers to an annex.
    BehindReferral => "behind-referral",
    /// A title and a table behind the last answer, in a paper that says that its annex is not printed.
    NotPrinted => "not-printed",
    /// Words that an extractor set elsewhere on their page; they are read where they belong.
    SetElsewhere => "set-elsewhere",
    /// A hyphen at a line's end that goes, though the paper prints the word nowhere else, neither whole nor with a hyphen.
    HyphenUnproven => "hyphen-unproven",
    /// The words stand above already, with small differences.
    StandsTwice => "stands-twice",
    /// A question of the paper, word for word or nearly so, above a further answer to it.
    AskedAgain => "asked-again",
    /// „Verzeichnis der Fragenden“ and the lists under it.
    DirectoryHeading => "directory-heading",
    /// „Geschäftsbereich …“
    DepartmentHeading => "department-heading",
    /// „II. Verkehr“ right above a question, in its series.
    ChapterHeading => "chapter-heading",
    /// „8. Abgeordnete / Name / (Group)“.
    AskerBlock => "asker-block",
    /// „Antwort des Staatssekretärs … vom …“.
    ReplyFrame => "reply-frame",
    /// The paper is of a kind that has no questions.
    UnstructuredKind => "unstructured-kind",
    /// Spaces between two passages go with the one before.
    SpaceBetween => "space-between",
    /// Nothing claimed it.
    Leftover => "leftover",
}

/// A passage with its role and the rule that gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Bytes of the source.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Why.
    pub rule: Rule,
}

/// A partition of a source (or of a part of it) into roles.
#[derive(Clone, Debug)]
pub struct Ledger {
    whole: Span,
    /// By first byte; an entry ends where the next one begins. A vector: passes go from the text's head to its foot, so
    /// what they move is short, and neighbours of one role and rule are one entry at once.
    entries: Vec<Begin>,
}

/// Where an entry begins.
#[derive(Clone, Copy, Debug)]
struct Begin {
    at: u32,
    role: Role,
    rule: Rule,
}

impl Ledger {
    /// One unassigned entry over `whole`.
    #[must_use]
    pub fn new(whole: Span) -> Self {
        let first = Begin { at: whole.start(), role: Role::Unassigned, rule: Rule::Unread };
        Self { whole, entries: if whole.is_empty() { Vec::new() } else { vec![first] } }
    }

    /// What it partitions.
    #[must_use]
    pub const fn whole(&self) -> Span {
        self.whole
    }

    /// Gives a role to those bytes of `span` that have none yet, and returns which they were.
    pub fn assign(&mut self, span: Span, role: Role, rule: Rule) -> Spans {
        self.replace(span, |present| present == Role::Unassigned, role, rule)
    }

    /// The same for several spans.
    pub fn assign_all(&mut self, spans: impl IntoIterator<Item = Span>, role: Role, rule: Rule) -> Spans {
        spans.into_iter().flat_map(|span| self.assign(span, role, rule)).collect()
    }

    /// Gives a new role to those bytes of `span` whose role is `from`, and returns which they were.
    pub fn refine(&mut self, span: Span, from: Role, role: Role, rule: Rule) -> Spans {
        self.replace(span, |present| present == from, role, rule)
    }

    /// Says another reason why some bytes have the role that they have.
    pub fn restate(&mut self, spans: &Spans, rule: Rule) {
        if spans.is_empty() {
            return;
        }
        let mut stated = Vec::with_capacity(self.entries.len() + 2 * spans.as_slice().len());
        for entry in self.entries() {
            let mut at = entry.span.start();
            for piece in spans.within(entry.span).iter() {
                if at < piece.start() {
                    stated.push(Begin { at, role: entry.role, rule: entry.rule });
                }
                stated.push(Begin { at: piece.start(), role: entry.role, rule });
                at = piece.end();
            }
            if at < entry.span.end() {
                stated.push(Begin { at, role: entry.role, rule: entry.rule });
            }
        }
        self.entries = stated;
    }

    fn replace(&mut self, span: Span, may: impl Fn(Role) -> bool, role: Role, rule: Rule) -> Spans {
        let got: Spans = self.in_window(span).filter(|entry| may(entry.role)).map(|entry| entry.span).collect();
        for piece in got.iter() {
            self.put(piece, role, rule);
        }
        got
    }

    /// Index of the entry that holds the byte; of the first one for bytes before it.
    fn index_of(&self, at: u32) -> usize {
        self.entries.partition_point(|entry| entry.at <= at).saturating_sub(1)
    }

    /// Makes one entry of a piece of the whole, or a part of the entry before it where role and rule are the same.
    fn put(&mut self, piece: Span, role: Role, rule: Rule) {
        let from = self.entries.partition_point(|entry| entry.at < piece.start());
        let to = self.entries.partition_point(|entry| entry.at < piece.end());
        let end = self.entries.get(to).map_or(self.whole.end(), |next| next.at);
        let goes_on = from
            .checked_sub(1)
            .and_then(|before| self.entries.get(before))
            .is_some_and(|before| before.role == role && before.rule == rule);
        let begin = (!goes_on).then_some(Begin { at: piece.start(), role, rule });
        let last = to.checked_sub(1).and_then(|last| self.entries.get(last)).filter(|_| piece.end() < end).copied();
        let rest = last.map(|last| Begin { at: piece.end(), ..last });
        self.entries.splice(from..to, begin.into_iter().chain(rest));
    }

    fn in_window(&self, window: Span) -> impl Iterator<Item = Entry> + '_ {
        let touching = self.entries.get(self.index_of(window.start())..).unwrap_or_default();
        let ends = touching.iter().skip(1).map(|next| next.at).chain(std::iter::once(self.whole.end()));
        touching.iter().zip(ends).take_while(move |(entry, _)| entry.at < window.end()).filter_map(move |(entry, end)| {
            let span = Span::new(entry.at, end).overlap(window)?;
            Some(Entry { span, role: entry.role, rule: entry.rule })
        })
    }

    /// All entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.in_window(self.whole)
    }

    /// The role of a byte.
    #[must_use]
    pub fn role_at(&self, offset: u32) -> Role {
        self.entries.get(self.index_of(offset)).filter(|entry| entry.at <= offset).map_or(Role::Unassigned, |entry| entry.role)
    }

    /// What of `window` has no role yet.
    #[must_use]
    pub fn free_in(&self, window: Span) -> Spans {
        self.in_window(window).filter(|entry| entry.role == Role::Unassigned).map(|entry| entry.span).collect()
    }

    /// What has no role yet.
    #[must_use]
    pub fn free(&self) -> Spans {
        self.free_in(self.whole)
    }

    /// Leaves nothing unassigned: space goes with the entry before it (at the head, with the one behind), words become
    /// `rest`. Neighbours of one role and rule become one entry. Returns the words that were left.
    pub fn finish(&mut self, text: &str, rest: Role) -> Spans {
        let mut left = Spans::none();
        let mut done: Vec<Begin> = Vec::with_capacity(self.entries.len());
        for entry in self.entries().collect::<Vec<_>>() {
            let blank = || text.get(entry.span.range()).is_none_or(|words| words.trim().is_empty());
            let (role, rule) = match (entry.role, done.last()) {
                (Role::Unassigned, Some(last)) if blank() => (last.role, Rule::SpaceBetween),
                (Role::Unassigned, None) if blank() => (Role::Unassigned, Rule::SpaceBetween),
                (Role::Unassigned, _) => {
                    left.push(entry.span);
                    (rest, if rest == Role::Body { Rule::UnstructuredKind } else { Rule::Leftover })
                }
                (role, _) => (role, entry.rule),
            };
            match done.last_mut() {
                Some(last) if last.role == role && (last.rule == rule || rule == Rule::SpaceBetween) => {}
                Some(last) if last.role == Role::Unassigned => *last = Begin { at: last.at, role, rule },
                _ => done.push(Begin { at: entry.span.start(), role, rule }),
            }
        }
        if let Some(first) = done.first_mut()
            && first.role == Role::Unassigned
        {
            first.role = rest;
        }
        self.entries = done;
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ledger: &Ledger) -> String {
        ledger.entries().map(|entry| format!("{:?} {}", entry.span, entry.role.name())).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn fills_only_what_is_free() {
        let mut ledger = Ledger::new(Span::new(0, 30));
        ledger.assign(Span::new(10, 15), Role::PageHead, Rule::PageHead);
        let got = ledger.assign(Span::new(5, 20), Role::Question(QuestionId::whole(1)), Rule::NumberInSequence);
        assert_eq!(format!("{got:?}"), "[5..10, 15..20]");
        assert_eq!(shown(&ledger), "0..5 unassigned, 5..10 question, 10..15 pagehead, 15..20 question, 20..30 unassigned");
        assert_eq!(format!("{:?}", ledger.free()), "[0..5, 20..30]");
    }

    #[test]
    fn refines_only_what_it_names() {
        let mut ledger = Ledger::new(Span::new(0, 9));
        let answer = Role::Answer(QuestionId::whole(3));
        ledger.assign(Span::new(2, 9), answer, Rule::EndsAtQuestionMark);
        ledger.refine(Span::new(0, 5), answer, Role::Footnote, Rule::NoteMark);
        assert_eq!(shown(&ledger), "0..2 unassigned, 2..5 footnote, 5..9 answer");
    }

    #[test]
    fn a_rule_may_be_stated_anew_without_a_change_of_role() {
        let mut ledger = Ledger::new(Span::new(0, 9));
        let answer = Role::Answer(QuestionId::whole(1));
        ledger.assign(Span::new(2, 6), answer, Rule::NumberInSequence);
        ledger.restate(&[Span::new(1, 3), Span::new(4, 5)].into_iter().collect(), Rule::HyphenUnproven);
        assert_eq!(shown(&ledger), "0..1 unassigned, 1..2 unassigned, 2..3 answer, 3..4 answer, 4..5 answer, 5..6 answer, 6..9 unassigned");
        let restated = ledger.entries().filter(|entry| entry.rule == Rule::HyphenUnproven).map(|entry| entry.span.start());
        assert_eq!(restated.collect::<Vec<_>>(), [1, 2, 4]);
        ledger.restate(&Spans::none(), Rule::HyphenUnproven);
        assert_eq!(ledger.entries().count(), 7);
    }

    #[test]
    fn finishing_leaves_nothing_open() {
        let text = "\n\nTitle\n\nlost\n";
        let mut ledger = Ledger::new(Span::of(0..text.len()));
        ledger.assign(Span::new(2, 7), Role::Title, Rule::TitleBlock);
        let left = ledger.finish(text, Role::Other);
        assert_eq!(shown(&ledger), "0..7 title, 7..14 other");
        assert_eq!(format!("{left:?}"), "[7..14]");
        let mut empty = Ledger::new(Span::new(0, 0));
        assert!(empty.finish("", Role::Other).is_empty() && empty.entries().next().is_none());
    }

    #[test]
    fn names_of_rules_are_kebab_case_and_differ() {
        let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
