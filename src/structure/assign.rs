//! What the outline read goes into the ledger.

use std::collections::BTreeMap;

use super::columns::{self, Columns};
use super::grouping::AnswerGroup;
use super::outline::{Place, Step, stretches};
use super::rows::{self, Row};
use super::{Structure, annexes, parts};
use crate::cleaning::duplicates;
use crate::cleaning::reading::Pages;
use crate::element::Element;
use crate::grammar::announcements::answer_mark;
use crate::id::{Part, QuestionId};
use crate::ledger::{Role, Rule};
use crate::span::{Span, Spans};
use crate::voice::Voice;

impl<'a> Structure<'a> {
    /// Gives the rows of each step their role, and those above the first one that of the askers' preface.
    pub(super) fn assign_steps(
        &mut self,
        pages: &Pages<'_>,
        steps: &[Step],
        rows: &[Row<'a>],
        groups: &[AnswerGroup],
        columns: Option<&Columns>,
    ) {
        let answered: BTreeMap<usize, QuestionId> =
            groups.iter().flat_map(|group| group.steps.iter().map(|&step| (step, group.id))).collect();
        let above = steps.first().map_or(rows.len(), |step| step.row);
        self.assign_rows(pages, rows.get(..above).unwrap_or_default(), Role::Preface(Voice::Askers), Rule::BeforeFirstQuestion);
        for (at, (step, stretch)) in stretches(steps, rows.len()).enumerate() {
            let stretch = rows.get(stretch).unwrap_or_default();
            let role = match step.place {
                Place::Preface(voice) => {
                    self.headings.extend(rows::heading_lines(stretch));
                    Role::Preface(voice)
                }
                Place::Question(id) if step.asked_again().is_some() => Role::Duplicate(Element::Question(id)),
                Place::Question(id) => {
                    self.assign_head(pages, id, stretch, step.rule);
                    if let Some(asked) = above_last_part(steps, at) {
                        let asked = stretches(asked, step.row).filter(|(step, _)| step.question().is_some());
                        let asked: Vec<&[Row<'_>]> = asked.filter_map(|(_, stretch)| rows.get(stretch)).collect();
                        let edge = columns::edge_of_parts(columns, &asked, stretch);
                        let tail = parts::behind(stretch, edge, pages.joining.trailing_spaces_tell());
                        self.assign_rows(pages, tail, Role::Question(id.stem()), Rule::AfterParts);
                    }
                    Role::Question(id)
                }
                Place::Answer => {
                    self.assign_answer_mark(pages, stretch);
                    answered.get(&at).map_or(Role::Other, |id| Role::Answer(*id))
                }
                Place::Annex => {
                    self.annexes.extend(annexes::headings(pages, stretch));
                    Role::Annex
                }
            };
            self.assign_rows(pages, stretch, role, step.rule);
        }
    }

    /// Number and label at the head of a question's rows; „1. a)“ is the stem's number and its first part, to which the rest belongs.
    fn assign_head(&mut self, pages: &Pages<'_>, id: QuestionId, stretch: &[Row<'a>], rule: Rule) {
        let Some(first) = stretch.first() else { return };
        let begin = |at: u32| first.begin_of(pages.text, first.words.get(at as usize..).unwrap_or_default());
        if !id.is_whole() {
            if first.label.is_some() {
                self.heads.entry(id).or_insert(Span::new(first.span.start(), begin(first.text_start)));
            }
            return;
        }
        let behind_number = begin(first.number_end);
        // A number that was lost has its place.
        if first.number.is_some() {
            self.heads.entry(id).or_insert(Span::new(first.span.start(), behind_number));
        }
        if first.label == Some(Part::FIRST) {
            let part = QuestionId::part_of(id.number(), Part::FIRST);
            self.heads.entry(part).or_insert(Span::new(behind_number, begin(first.text_start)));
            self.ledger.assign(Span::new(first.full.start(), behind_number), Role::Question(id), rule);
            self.assign_rows(pages, stretch, Role::Question(part), Rule::LabelInSequence);
        }
    }

    /// „Antwort:“ before an answer's first word, or above it.
    fn assign_answer_mark(&mut self, pages: &Pages<'_>, stretch: &[Row<'_>]) {
        let Some(first) = stretch.first().filter(|row| row.marks_answer) else { return };
        let Ok((rest, ())) = answer_mark(first.words) else { return };
        let end = if rest.is_empty() { first.full.end() } else { first.begin_of(pages.text, rest) };
        self.ledger.assign(Span::new(first.full.start(), end), Role::Heading, Rule::AnswerMark);
    }

    /// Gives free rows a role; those that were moved say so.
    pub(super) fn assign_rows(&mut self, pages: &Pages<'_>, rows: &[Row<'_>], role: Role, rule: Rule) {
        let moved = rows.iter().map(|row| row.full).filter(|full| pages.is_moved(*full));
        self.ledger.assign_all(moved, role, Rule::SetElsewhere);
        self.ledger.assign_all(rows::full(rows), role, rule);
    }

    /// A passage that stands twice in a preface, a question or an answer is kept once; never across questions.
    pub(super) fn refine_copies(&mut self, pages: &Pages<'_>) {
        let mut stretches: Vec<(Element, Role, Spans)> = Vec::new();
        let mut begun: BTreeMap<Element, usize> = BTreeMap::new();
        for entry in self.ledger.entries() {
            // An answer that goes on behind a question that is printed again may say the same.
            if let (Role::Duplicate(Element::Question(_)), Some((last @ Element::Answer(_), ..))) = (entry.role, stretches.last()) {
                begun.remove(last);
            }
            let Some(element) = entry.role.element() else { continue };
            let goes_on = |at: &usize| at + 1 == stretches.len() || matches!(element, Element::Preface(_));
            match begun.get(&element).copied().filter(goes_on).and_then(|at| stretches.get_mut(at)) {
                Some((.., spans)) => spans.push(entry.span),
                None => {
                    begun.insert(element, stretches.len());
                    stretches.push((element, entry.role, entry.span.into()));
                }
            }
        }
        for (element, role, extent) in stretches {
            let find = if matches!(element, Element::Preface(_)) { duplicates::find_edition } else { duplicates::find_slip };
            if let Some(twice) = find(pages, &extent) {
                for span in &twice.dropped {
                    self.ledger.refine(span, role, Role::Duplicate(element), Rule::StandsTwice);
                }
                self.twice.push((element, twice));
            }
        }
    }

    /// Announcements were read as the answers that they head.
    pub(super) fn refine_announcements(&mut self) {
        for answer in &self.answers {
            for span in answer.announcement.iter().flatten() {
                self.ledger.refine(span, Role::Answer(answer.id), Role::Announcement(answer.id), Rule::AnnouncementFrame);
            }
        }
    }
}

/// The steps above the one `at`, from its question's own down, if that is the last of the question's parts.
fn above_last_part(steps: &[Step], at: usize) -> Option<&[Step]> {
    let part = steps.get(at)?.question().filter(|id| !id.is_whole())?;
    let next = steps.get(at + 1).and_then(Step::question);
    let above = steps.get(..at).filter(|_| next.is_none_or(|next| next.number() != part.number()))?;
    above.get(above.iter().rposition(|step| step.whole_question().is_some()).unwrap_or(0)..)
}
