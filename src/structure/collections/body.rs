//! The blocks: questions and their parts, replies, and what stands behind the last one.

use super::marks::{DepartmentHeading, Mark};
use super::rows::{Sheet, free_of, plain, slice, trimmed};
use super::{CollectedAnnex, CollectedQuestion, Reply};
use crate::cleaning::words::{ends_sentence, one_line};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::annexes::label_in_collection;
use crate::grammar::announcements::{announcement, answer_heading, may_announce, may_give_reason};
use crate::grammar::collections::reply_frame;
use crate::grammar::markers::label;
use crate::grammar::transmittal::behind_signature;
use crate::id::{Part, QuestionId};
use crate::ledger::{Ledger, Role, Rule};
use crate::paper::Answerer;
use crate::span::{Span, Spans, offset};
use crate::structure::lacks::{joined, unannounced, unanswered};
use crate::structure::mode::Mode;

/// „Antwort des Parlamentarischen Staatssekretärs … vom …“ fills two lines, with a long office three.
const MOST_FRAME_ROWS: usize = 4;
/// An announcement fills one to three lines.
const MOST_ANNOUNCEMENT_ROWS: usize = 3;

/// The body while its blocks are read.
pub(super) struct Body<'a, 'p> {
    pub sheet: Sheet<'a, 'p>,
    pub ledger: &'a mut Ledger,
    pub mode: Mode,
    pub questions: Vec<CollectedQuestion>,
    pub replies: Vec<Reply>,
    /// Questions that wait for a reply.
    pub open: Vec<QuestionId>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Body<'_, '_> {
    /// The first byte of a row's line; the end of the paper behind the last row.
    fn start_of(&self, row: usize) -> u32 {
        self.sheet.rows.get(row).map_or(self.ledger.whole().end(), |row| row.full.start())
    }

    pub(super) fn open_department(&mut self, heading: &DepartmentHeading, mark: &Mark) {
        self.leave_unanswered();
        let span = Span::new(self.start_of(heading.row), self.start_of(mark.row));
        self.ledger.assign(span, Role::Heading, Rule::DepartmentHeading);
        if heading.department.is_none() {
            self.diagnostics.push(Diagnostic::info(Code::TitleUnread, span, "the department could not be put into the nominative"));
        }
    }

    /// A question and, if one follows before `end`, its reply.
    pub(super) fn block(&mut self, mark: &Mark, department: Option<String>, end: usize) {
        let id = QuestionId::whole(mark.number);
        if mark.asker.is_none() {
            let message = format!("name and group of question {id}'s asker could not be read");
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, self.sheet.place(mark.row), message));
        }
        let reply = if self.mode == Mode::Answered { self.reply_behind(mark, end) } else { None };
        let question_end = reply.as_ref().map_or(end, |(row, _, _)| *row);
        self.ledger.assign(Span::new(self.start_of(mark.row), self.start_of(question_end)), Role::Question(id), Rule::AskerBlock);
        if !self.has_text(mark, question_end) {
            let at = mark.head.first();
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, at, format!("question {id} has no text where it is due")));
        }
        if let Some(at) = self.unread_frame(mark, question_end) {
            let message = format!("an answer seems to begin here, in the text of question {id}: its head could not be read");
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, at, message));
        }
        let parts = self.parts(mark, question_end);
        self.open.push(id);
        self.open.extend(parts.iter().map(|&(id, _)| id));
        self.questions.push(CollectedQuestion { id, asker: mark.asker.clone(), department, head: mark.head.clone(), parts });
        if let Some((row, behind, frame)) = reply {
            self.reply(frame, (row, behind), end);
        }
    }

    /// Whether words stand between an asker and the end of the block. Extractors that sort a page by columns print the
    /// askers first, then all texts.
    fn has_text(&self, mark: &Mark, end: usize) -> bool {
        let rows = self.sheet.rows.get(mark.row..end).unwrap_or_default();
        rows.iter().filter_map(|row| outside(row.words, &mark.head)).any(|left| trimmed(self.sheet.pages, left).is_some())
    }

    /// The reply frame behind a question's last sentence. „Bleibt es bei der ⏎ Antwort des Staatssekretärs … vom 3. Mai 2026 ⏎
    /// zu den Brücken?“ stands within one; only where no other follows the question may its last stop be lost in print.
    fn reply_behind(&self, mark: &Mark, end: usize) -> Option<(usize, usize, ReplyFrame)> {
        let frames = || (mark.text_row..end).filter_map(|at| self.reply_at(at, end));
        let stopped = frames().find(|(at, _, frame)| self.text_before(mark, *at).map_or(frame.by.is_some(), may_end_question));
        let goes_on = |behind: usize| self.sheet.words(behind).starts_with(char::is_lowercase);
        stopped.or_else(|| frames().find(|(_, behind, frame)| frame.by.is_some() && !goes_on(*behind)))
    }

    /// The line in a question that begins with „Antwort“, however it is spelled, behind a question mark.
    fn unread_frame(&self, mark: &Mark, end: usize) -> Option<Span> {
        const BEGINS: [&str; 2] = ["antwort", "anwort"];
        let begins = |at: &usize| {
            let letters: String = self.sheet.words(*at).chars().filter(|c| c.is_alphabetic()).take(BEGINS[0].len()).collect();
            BEGINS.iter().any(|begun| letters.to_lowercase().starts_with(begun))
        };
        let behind_mark = |at: &usize| self.sheet.words(at - 1).ends_with('?');
        let row = (mark.text_row + 1..end).find(|at| self.mode == Mode::Answered && behind_mark(at) && begins(at))?;
        self.sheet.place(row)
    }

    /// The last words of a question before a row.
    fn text_before(&self, mark: &Mark, at: usize) -> Option<&str> {
        let rows = self.sheet.rows.get(mark.row..at).unwrap_or_default().iter().rev();
        let cell = rows.filter_map(|row| outside(row.words, &mark.head)).find_map(|cell| trimmed(self.sheet.pages, cell))?;
        Some(slice(self.sheet.pages, cell))
    }

    /// A reply frame that begins at a row and ends with a line. Returns its row, the row behind it, and what it says.
    fn reply_at(&self, at: usize, end: usize) -> Option<(usize, usize, ReplyFrame)> {
        let first = self.sheet.words(at);
        let named = first.strip_prefix("Antwort").map(|rest| rest.trim_start_matches(':'));
        if !named.is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with("de")) {
            return None;
        }
        let rows = self.sheet.rows.get(at..(at + MOST_FRAME_ROWS).min(end)).unwrap_or_default();
        let reading = plain(self.sheet.pages, &free_of(rows));
        let (rest, frame) = reply_frame(reading.text()).ok()?;
        let head = reading.to_source(0..reading.text().len() - rest.len());
        let last = head.last()?.end();
        let behind = rows.iter().position(|row| row.words.end() == last)? + at + 1;
        let by = frame.by.map(|(office, name)| Answerer { name: one_line(name), office: one_line(&office) });
        Some((at, behind, ReplyFrame { head, by, date: frame.date }))
    }

    fn reply(&mut self, frame: ReplyFrame, (row, behind): (usize, usize), end: usize) {
        let Some(&id) = self.open.first() else { return };
        self.ledger.assign(Span::new(self.start_of(row), self.start_of(behind)), Role::Answer(id), Rule::ReplyFrame);
        let whole: Vec<QuestionId> = self.open.iter().copied().filter(|id| id.is_whole()).collect();
        let at = frame.head.hull();
        if !self.announcement(id, behind, end) && whole.len() > 1 {
            // Older collections print none.
            self.diagnostics.push(unannounced(&whole, at));
        }
        self.ledger.assign(Span::new(self.start_of(behind), self.start_of(end)), Role::Answer(id), Rule::ReplyFrame);
        if frame.date.is_none() {
            let message = format!("the day of the answer to question {id} is misprinted");
            self.diagnostics.push(Diagnostic::warning(Code::DateUnread, at, message));
        }
        if frame.by.is_none() {
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, at, format!("who answers question {id} could not be read")));
        }
        let questions = std::mem::take(&mut self.open);
        self.replies.push(Reply { id, questions, by: frame.by, date: frame.date, head: frame.head });
    }

    /// „Die Fragen 3 und 4 werden gemeinsam beantwortet.“ at the head of an answer, held against the questions that
    /// wait for it. Whether there is one.
    fn announcement(&mut self, id: QuestionId, from: usize, end: usize) -> bool {
        let below = if from + 1 < end { self.sheet.words(from + 1) } else { "" };
        let line = self.sheet.words(from);
        if !may_announce(line, below) && !may_give_reason(line, below) {
            return false;
        }
        let rows = self.sheet.rows.get(from..(from + MOST_ANNOUNCEMENT_ROWS).min(end)).unwrap_or_default();
        let reading = plain(self.sheet.pages, &free_of(rows));
        let sentence = announcement(reading.text()).ok();
        let heading = || {
            let row = self.sheet.rows.get(from)?;
            let named = answer_heading(slice(self.sheet.pages, row.words), false)?;
            // One that leaves out a question divides the answer.
            self.open.iter().all(|&id| named.covers(id)).then(|| (named, Spans::from(row.words)))
        };
        let told = sentence.map(|(rest, named)| (named, reading.to_source(0..reading.text().len() - rest.len())));
        let Some((named, spans)) = told.or_else(heading) else { return false };
        let unnamed = !named.is_empty() && self.open.iter().any(|&id| !named.covers(id));
        let elsewhere = named.ends().any(|id| !self.open.contains(&id.stem()));
        if unnamed || elsewhere {
            let message = format!("the announcement names {named}, but the questions before it are {}", joined(&self.open));
            self.diagnostics.push(Diagnostic::warning(Code::AnnouncementMismatch, spans.hull(), message));
        }
        if let Some(hull) = spans.hull() {
            self.ledger.assign(hull, Role::Announcement(id), Rule::AnnouncementFrame);
        }
        true
    }

    /// The labelled parts of a question's text: „a)“, „b)“ … at line starts, in order, at least two.
    fn parts(&mut self, mark: &Mark, end: usize) -> Vec<(QuestionId, Span)> {
        let mut due = Some(Part::FIRST);
        let mut found = Vec::new();
        for row in self.sheet.rows.get(mark.row..end).unwrap_or_default() {
            let Some(cell) = outside(row.words, &mark.head).and_then(|cell| trimmed(self.sheet.pages, cell)) else { continue };
            let text = slice(self.sheet.pages, cell);
            let Some((rest, part)) = label(text).ok().filter(|&(_, part)| Some(part) == due) else { continue };
            let printed = text.strip_suffix(rest).unwrap_or_default().trim_end();
            found.push((QuestionId::part_of(mark.number, part), Span::new(cell.start(), cell.start() + offset(printed.len()))));
            due = part.next();
        }
        if found.len() < 2 {
            return Vec::new();
        }
        let ends: Vec<u32> = found.iter().skip(1).map(|(_, label)| label.start()).chain([self.start_of(end)]).collect();
        for (&(part, label), end) in found.iter().zip(ends) {
            let mut at = label.start();
            for hole in mark.head.iter().filter(|hole| hole.start() > label.start() && hole.end() <= end).chain([Span::new(end, end)]) {
                let span = Span::new(at, hole.start());
                self.ledger.refine(span, Role::Question(part.stem()), Role::Question(part), Rule::LabelInSequence);
                at = hole.end();
            }
        }
        found
    }

    /// Questions that wait in vain.
    pub(super) fn leave_unanswered(&mut self) {
        for id in std::mem::take(&mut self.open) {
            if self.mode == Mode::Answered {
                let at = self.questions.iter().rev().find(|question| question.id == id.stem()).and_then(|question| question.head.first());
                self.diagnostics.push(unanswered(id, at));
            }
        }
    }

    /// „Berlin, den …“, until 1999 „Bonn, den …“, behind the last block, and the annexes behind it.
    pub(super) fn tail(&mut self, text_row: Option<usize>) -> Vec<CollectedAnnex> {
        let Some(from) = text_row else { return Vec::new() };
        let dated = |at: &usize| behind_signature(self.sheet.words(*at)).is_some_and(|rest| rest.trim_matches('.').is_empty());
        let labelled = |at: &usize| label_in_collection(self.sheet.words(*at)).is_ok();
        let signature = (from..self.sheet.rows.len()).find(dated);
        let annex = signature.map_or_else(|| (from..self.sheet.rows.len()).find(labelled), |row| Some(row + 1));
        let last = self.questions.last().map(|question| question.id);
        let present: Vec<Role> =
            self.replies.last().map(|reply| Role::Answer(reply.id)).into_iter().chain(last.map(Role::Question)).collect();
        let annex = annex.unwrap_or(self.sheet.rows.len());
        let (foot, behind) = (self.start_of(signature.unwrap_or(annex)), self.start_of(annex));
        for role in present {
            self.ledger.refine(Span::new(foot, behind), role, Role::Signature, Rule::SignatureFrame);
            self.ledger.refine(Span::new(behind, self.ledger.whole().end()), role, Role::Annex, Rule::AnnexHeading);
        }
        self.annexes(annex)
    }

    /// The rows behind the answers, parted where another label begins. What stands before the first label is its, too:
    /// extractors may print a page's head behind its table.
    fn annexes(&self, from: usize) -> Vec<CollectedAnnex> {
        let mut annexes: Vec<(String, CollectedAnnex)> = Vec::new();
        for at in from..self.sheet.rows.len() {
            let row = self.sheet.words(at);
            let span = Span::new(self.start_of(at), self.start_of(at + 1));
            let printed = label_in_collection(row).ok().map(|(rest, _)| row.strip_suffix(rest).unwrap_or(row));
            let label = printed.map(one_line);
            let place = self.sheet.place(at).zip(printed);
            let words = place.map(|(place, printed)| Span::new(place.start(), place.start() + offset(printed.trim_end().len())));
            match (annexes.last_mut(), label) {
                (Some((name, annex)), Some(label)) if name.is_empty() || *name == label => {
                    *name = label;
                    annex.labels.extend(words);
                    annex.spans.push(span);
                }
                (Some((_, annex)), None) => annex.spans.push(span),
                (_, label) => {
                    let labels = if label.is_some() { words.into_iter().collect() } else { Spans::none() };
                    annexes.push((label.unwrap_or_default(), CollectedAnnex { labels, spans: span.into() }));
                }
            }
        }
        annexes.into_iter().map(|(_, annex)| annex).collect()
    }
}

/// What a reply frame says.
struct ReplyFrame {
    head: Spans,
    by: Option<Answerer>,
    date: Option<Date>,
}

/// Questions end with a sentence, or with what is set in marks behind its words: „Wie viele (bitte nach Jahren)“.
fn may_end_question(words: &str) -> bool {
    ends_sentence(words) || words.ends_with([')', '“', '”', '"'])
}

/// The part of a row's words behind the pieces of the head in it.
fn outside(words: Span, head: &Spans) -> Option<Span> {
    let start = head.within(words).last().map_or(words.start(), Span::end);
    (start < words.end()).then(|| Span::new(start, words.end()))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::structure::collections::tests::{REPLY, TITLE, seen};

    #[test]
    fn questions_without_a_reply_share_the_next_one_of_their_department() {
        let block = |number: u32| format!("{number}. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n");
        let heading = "Geschäftsbereich des Bundesministeriums der\nFinanzen\n";
        let seen = seen(
            &[TITLE, &block(1), heading, &block(2), &block(3), REPLY, "Die Fragen 2 bis 4 werden gemeinsam beantwortet. Lange.\n"].concat(),
        );
        let shared: Vec<_> = seen.collected.replies.iter().map(|reply| format!("{:?}", reply.questions)).collect();
        assert_eq!(shared, ["[2, 3]"]);
        assert_eq!(seen.codes, [Code::Unanswered, Code::AnnouncementMismatch]);
        assert_eq!(seen.answers, ["Lange."]);
        assert_eq!(seen.ledger, "title question1 heading question2 question3 answer2 announcement2 answer2");
        let department = |at: usize| seen.collected.questions.get(at).and_then(|question| question.department.as_deref());
        assert_eq!((department(0), department(2)), (None, Some("Bundesministerium der Finanzen")));
    }

    #[test]
    fn a_reply_whose_head_is_not_read_is_in_doubt() {
        let block = |number: u32| format!("{number}. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n");
        for (head, codes) in [
            ("Antwort: des Staatssekretärs Karl Feld\nvom 3. Mai 2026:\n", vec![]),
            ("A n t w o r t des Staatssekretärs Karl Feld\n", vec![Code::UnreadText, Code::JointUnannounced]),
        ] {
            let seen = seen(&[TITLE, &block(1), head, "Lange.\n", &block(2), REPLY, "Kurz.\n"].concat());
            assert_eq!(seen.codes, codes, "{head}");
        }
    }

    #[test]
    fn a_question_may_quote_a_reply() {
        let quoted = "Antwort des Staatssekretärs Karl Feld\nvom 3. Mai 2026\n";
        for (text, want) in [
            (
                ["Bleibt es bei der\n", quoted, "zu den Stegen?\n"],
                "der Antwort des Staatssekretärs Karl Feld vom 3. Mai 2026 zu den Stegen?",
            ),
            (["Macht der Bund von der\n", quoted, "Gebrauch?\n"], "der Antwort des Staatssekretärs Karl Feld vom 3. Mai 2026 Gebrauch?"),
            (["Wie viele Stege (bitte nach Ländern)\n", "", ""], "(bitte nach Ländern)"),
            // The question mark is lost.
            (["Wie viele Stege\n", "", ""], "Wie viele Stege"),
        ] {
            let seen = seen(&[TITLE, "1. Abgeordnete\nIna Feld\n(SPD)\n", &text.concat(), REPLY, "Zwei.\n"].concat());
            assert_eq!(seen.answers, ["Zwei."], "{want}");
            assert!(seen.questions.iter().all(|question| question.ends_with(want)), "{want}");
        }
    }

    #[test]
    fn a_question_whose_text_stands_elsewhere_is_in_doubt() {
        let heads = "1. Abgeordnete\nIna Feld\n(SPD)\n2. Abgeordnete\nEva Uhl\n(SPD)\nWer?\nWo?\n";
        let seen = seen(&[TITLE, heads, REPLY, "Hier.\n"].concat());
        assert_eq!(
            (seen.codes, seen.questions),
            (vec![Code::UnreadText, Code::JointUnannounced], vec![String::new(), "Wer? Wo?".to_owned()])
        );
    }

    #[test]
    fn annexes_stand_behind_the_signature() {
        let block = "1. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n";
        let tail = "Bonn, den 12. März 2027\nAnlage zu Frage 1\nLänge 3\nAnlage zu Frage 1\nHöhe 4\nAnlage zu Frage 2\nTiefe 5\n";
        let seen = seen(&[TITLE, block, REPLY, "Siehe Anlage.\n", tail].concat());
        assert_eq!(seen.ledger, "title question1 answer1 signature annex");
        assert_eq!(seen.collected.annexes.iter().map(|annex| annex.labels.iter().len()).collect::<Vec<_>>(), [2, 1]);
    }
}
