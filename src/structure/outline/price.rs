//! What speaks for or against a reading of a paper's lines, with its price; negative where it speaks for a step.
//!
//! One table: a rise of one price against another is all there is to tune.

/// A number that is neither the next nor the lowest that is missing.
pub(super) const NUMBER_OUT_OF_ORDER: f32 = 5.0;
/// The same, set as questions are, and only some numbers ahead.
pub(super) const NUMBER_AHEAD: f32 = 2.5;
/// A number out of order that the next announcement names.
pub(super) const NUMBER_ANNOUNCED: f32 = 0.3;
/// A number that was used already.
pub(super) const NUMBER_REPEATED: f32 = 9.0;
/// A one-digit number without the space that the paper sets before them.
pub(super) const NUMBER_UNPADDED: f32 = 2.5;
/// A number in mid-sentence: the line above was broken.
pub(super) const NUMBER_IN_SENTENCE: f32 = 7.0;
/// A number or an answer behind a line that has a space at its end, but ends a sentence.
pub(super) const NUMBER_BEHIND_STOP: f32 = 2.5;
/// A small letter behind the number: „20. wurde“ is the end of a date.
pub(super) const NUMBER_THEN_SMALL: f32 = 3.0;
/// The text behind the number does not begin as questions do.
pub(super) const NUMBER_THEN_OTHER: f32 = 0.4;
/// The next number stands at a line's head and a question mark follows, but it begins no question.
pub(super) const NEXT_NUMBER_PASSED: f32 = 2.0;
/// The same, and it is set and worded as questions are.
pub(super) const QUESTION_PASSED: f32 = 5.0;
/// A number some way ahead, set and worded as questions are, begins no question.
pub(super) const AHEAD_PASSED: f32 = 3.0;
/// A numbered list goes on.
pub(super) const LIST_GOES_ON: f32 = 0.1;
/// A question ends without a question mark.
pub(super) const UNASKED: f32 = 3.2;
/// A question ends with a full stop: „(bitte aufschlüsseln).“
pub(super) const UNASKED_BUT_STOPPED: f32 = 2.0;
/// A paragraph in a question opens with a formula of answers.
pub(super) const FORMULA_PASSED: f32 = 3.5;
/// A question ends where the line was broken.
pub(super) const ENDS_BROKEN: f32 = 7.0;
/// A question ends within a bracket.
pub(super) const ENDS_IN_BRACKET: f32 = 2.5;
/// A question ends with „,“, „;“, „und“, „oder“.
pub(super) const ENDS_OPEN: f32 = 4.0;
/// A part does: it is answered by itself, and the next one follows.
pub(super) const PART_ENDS_OPEN: f32 = 0.8;
/// The same with a full line: its next word did not fit, or the writer ended it there.
pub(super) const PART_ENDS_OPEN_FULL: f32 = 2.5;
/// A part ends with a full stop, and the next one follows.
pub(super) const PART_STOPPED: f32 = 1.5;
/// An answer asks in its first lines, or soon behind a question that broke off without its mark.
pub(super) const ANSWER_ASKS: f32 = 2.0;
/// A question ends with a full line and no mark: its next word did not fit.
pub(super) const ENDS_FULL: f32 = 2.0;
/// A part goes on behind its comma with a capital.
pub(super) const OPEN_PART_PASSED: f32 = 1.5;
/// A question goes on behind a full stop.
pub(super) const STOP_PASSED: f32 = 0.6;
/// A label is left out: „c)“ after „a)“.
pub(super) const LABEL_SKIPPED: f32 = 3.0;
/// The same, and it is worded as questions are, or short where the parts are answered one by one.
pub(super) const LABEL_AHEAD: f32 = 1.2;
/// A question goes on behind its question mark with a small letter or a bracket.
pub(super) const PAST_MARK_SMALL: f32 = 0.3;
/// … with another question.
pub(super) const PAST_MARK_QUESTION: f32 = 1.2;
/// … with something else.
pub(super) const PAST_MARK_OTHER: f32 = 2.0;
/// … with words that open answers.
pub(super) const PAST_MARK_ANSWER: f32 = 4.5;
/// A line is wider than its column.
pub(super) const TOO_WIDE: f32 = 2.5;
/// A line was broken before its column was full.
pub(super) const BROKEN_EARLY: f32 = 1.2;
/// The same in a list, which is set in.
pub(super) const BROKEN_EARLY_IN_LIST: f32 = 0.1;
/// A part is printed after an answer.
pub(super) const LABEL_AFTER_ANSWER: f32 = 1.8;
/// A part is printed after an answer to the part before it.
pub(super) const LABEL_AFTER_PART: f32 = 0.4;
/// The share of these prices for a part that is worded as a question: items of an answer's list are not.
pub(super) const LABELLED_QUESTION: f32 = 0.5;
/// The next label stands at a line's head, but it begins no part.
pub(super) const NEXT_LABEL_PASSED: f32 = 2.0;
/// A label that is not the next, but the lowest free, announced, or worded as questions are, begins no part.
pub(super) const LABEL_PASSED: f32 = 1.5;
/// An answer ends with „?“ before the next question, or with „,“ or „und“ before the next part, as only questions do.
pub(super) const ANSWER_ENDS_AS_QUESTION: f32 = 2.5;
/// A question goes on where words can only begin a sentence: „Der“ in mid-sentence has a small letter.
pub(super) const SENTENCE_PASSED: f32 = 3.0;
/// A question goes on behind its colon where a sentence begins, and its parts follow behind that.
pub(super) const COLON_PASSED: f32 = 1.5;
/// A question goes on with a row of figures.
pub(super) const FIGURES_PASSED: f32 = 1.0;
/// A question ends without its mark, and its parts or the next one follow behind the answer.
pub(super) const UNASKED_BUT_GOES_ON: f32 = 1.2;
/// Parts of a question that had no mark stand in its answer.
pub(super) const UNASKED_PART_PASSED: f32 = 2.5;
/// The first part of a question that ended without its mark, printed behind another question.
pub(super) const STEM_TAKEN_UP: f32 = -2.0;
/// A question ends behind its mark with a bracket, or with „Bitte begründen.“
pub(super) const ASKED_THEN_REQUEST: f32 = 0.2;
/// A question asks for something and has no mark: „Bitte geben Sie an, welche Stege …“
pub(super) const REQUEST_STOPPED: f32 = 1.0;
/// One more question shares an answer that no announcement names.
pub(super) const JOINT_UNANNOUNCED: f32 = 2.0;
/// Where so many share it, a further one tells nothing more: a list of all questions stands above the answers.
pub(super) const PENDING_AT_MOST: u16 = 3;
/// An answer begins at an announcement that names this question.
pub(super) const ANSWER_ANNOUNCED: f32 = -1.5;
/// An answer's announcement does not name this question.
pub(super) const ANNOUNCES_OTHERS: f32 = 3.0;
/// An announcement stands inside a question.
pub(super) const ANNOUNCEMENT_PASSED: f32 = 8.0;
/// An answer opens with words of a question.
pub(super) const OPENS_AS_QUESTION: f32 = 0.8;
/// An answer opens with a bracket or a small letter.
pub(super) const OPENS_SMALL: f32 = 2.0;
/// An answer opens with words that ask for something: „(bitte aufschlüsseln)“, „Bitte begründen.“
pub(super) const OPENS_AS_REQUEST: f32 = 4.0;
/// An answer opens with words of an answer.
pub(super) const OPENS_AS_ANSWER: f32 = -0.5;
/// A question goes on behind its question mark and a blank line, in a paper that sets them between question and answer.
pub(super) const BLANK_PASSED: f32 = 1.0;
/// In such a paper an answer begins without one.
pub(super) const NO_BLANK: f32 = 0.7;
/// A question has no answer at the end.
pub(super) const UNANSWERED_AT_END: f32 = 5.0;
/// A number is missing at the end.
pub(super) const MISSING_AT_END: f32 = 2.5;
/// Beyond so many the reading is lost anyway.
pub(super) const MISSING_AT_MOST: u8 = 8;
/// An annex begins.
pub(super) const ANNEX_BEGINS: f32 = 0.8;
/// An answer goes on behind the heading of an annex.
pub(super) const ANNEX_PASSED: f32 = 2.6;
/// An answer goes on behind the imprint.
pub(super) const BEHIND_IMPRINT: f32 = 3.0;
/// A question that has no number.
pub(super) const SINGLE_QUESTION: f32 = 5.0;
/// Another line in the answer to it is worded as a question.
pub(super) const SINGLE_QUESTION_LATER: f32 = 2.0;
/// The inquiry proves otherwise.
pub(super) const DISPROVEN: f32 = 15.0;
/// No question was found to the end, though question marks are there.
pub(super) const NOTHING_BEGUN: f32 = 20.0;
