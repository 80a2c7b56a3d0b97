//! What speaks for or against a reading of a paper's lines, with its price.

/// What the search pays for. One table: a rise of one cost against another is all there is to tune.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Evidence {
    /// A number that is neither the next nor the lowest that is missing.
    NumberOutOfOrder,
    /// The same, set as questions are, and only some numbers ahead.
    NumberAhead,
    /// A number out of order that the next announcement names.
    NumberAnnounced,
    /// A number that was used already.
    NumberRepeated,
    /// A one-digit number without the space that the paper sets before them.
    NumberUnpadded,
    /// A number in mid-sentence: the line above was broken.
    NumberInSentence,
    /// A number or an answer behind a line that has a space at its end, but ends a sentence.
    NumberBehindStop,
    /// A small letter behind the number: „20. wurde“ is the end of a date.
    NumberThenSmall,
    /// The text behind the number does not begin as questions do.
    NumberThenOther,
    /// The next number stands at a line's head and a question mark follows, but it begins no question.
    NextNumberPassed,
    /// The same, and it is set and worded as questions are.
    QuestionPassed,
    /// A number some way ahead, set and worded as questions are, begins no question.
    AheadPassed,
    /// A numbered list goes on.
    ListGoesOn,
    /// A question ends without a question mark.
    Unasked,
    /// A question ends with a full stop: „(bitte aufschlüsseln).“
    UnaskedButStopped,
    /// A paragraph in a question opens with a formula of answers.
    FormulaPassed,
    /// A question ends where the line was broken.
    EndsBroken,
    /// A question ends within a bracket.
    EndsInBracket,
    /// A question ends with „,“, „;“, „und“, „oder“.
    EndsOpen,
    /// A part does: it is answered by itself, and the next one follows.
    PartEndsOpen,
    /// The same with a full line: its next word did not fit, or the writer ended it there.
    PartEndsOpenFull,
    /// A part ends with a full stop, and the next one follows.
    PartStopped,
    /// An answer asks in its first lines, or soon behind a question that broke off without its mark.
    AnswerAsks,
    /// A question ends with a full line and no mark: its next word did not fit.
    EndsFull,
    /// A part goes on behind its comma with a capital.
    OpenPartPassed,
    /// A question goes on behind a full stop.
    StopPassed,
    /// A label is left out: „c)“ after „a)“.
    LabelSkipped,
    /// The same, and it is worded as questions are, or short where the parts are answered one by one.
    LabelAhead,
    /// A question goes on behind its question mark with a small letter or a bracket.
    PastMarkSmall,
    /// … with another question.
    PastMarkQuestion,
    /// … with something else.
    PastMarkOther,
    /// … with words that open answers.
    PastMarkAnswer,
    /// A line is wider than its column.
    TooWide,
    /// A line was broken before its column was full.
    BrokenEarly,
    /// The same in a list, which is set in.
    BrokenEarlyInList,
    /// A part is printed after an answer.
    LabelAfterAnswer,
    /// A part is printed after an answer to the part before it.
    LabelAfterPart,
    /// The next label stands at a line's head, but it begins no part.
    NextLabelPassed,
    /// A label that is not the next, but the lowest free, announced, or worded as questions are, begins no part.
    LabelPassed,
    /// An answer ends with „?“ before the next question, or with „,“ or „und“ before the next part, as only questions do.
    AnswerEndsAsQuestion,
    /// A question goes on where words can only begin a sentence: „Der“ in mid-sentence has a small letter.
    SentencePassed,
    /// A question goes on behind its colon where a sentence begins, and its parts follow behind that.
    ColonPassed,
    /// A question goes on with a row of figures.
    FiguresPassed,
    /// A question ends without its mark, and its parts or the next one follow behind the answer.
    UnaskedButGoesOn,
    /// Parts of a question that had no mark stand in its answer.
    UnaskedPartPassed,
    /// The first part of a question that ended without its mark, printed behind another question.
    StemTakenUp,
    /// A question ends behind its mark with a bracket, or with „Bitte begründen.“
    AskedThenRequest,
    /// A question asks for something and has no mark: „Bitte geben Sie an, welche Stege …“
    RequestStopped,
    /// One more question shares an answer that no announcement names.
    JointUnannounced,
    /// An answer begins at an announcement that names this question.
    AnswerAnnounced,
    /// An answer's announcement does not name this question.
    AnnouncesOthers,
    /// An announcement stands inside a question.
    AnnouncementPassed,
    /// An answer opens with words of a question.
    OpensAsQuestion,
    /// An answer opens with a bracket or a small letter.
    OpensSmall,
    /// An answer opens with words that ask for something: „(bitte aufschlüsseln)“, „Bitte begründen.“
    OpensAsRequest,
    /// An answer opens with words of an answer.
    OpensAsAnswer,
    /// A question goes on behind its question mark and a blank line, in a paper that sets them between question and answer.
    BlankPassed,
    /// In such a paper an answer begins without one.
    NoBlank,
    /// A question has no answer at the end.
    UnansweredAtEnd,
    /// A number is missing at the end.
    MissingAtEnd,
    /// An annex begins.
    AnnexBegins,
    /// An answer goes on behind the heading of an annex.
    AnnexPassed,
    /// An answer goes on behind the imprint.
    BehindImprint,
    /// A question that has no number.
    SingleQuestion,
    /// Another line in the answer to it is worded as a question.
    SingleQuestionLater,
    /// The inquiry proves otherwise.
    Disproven,
    /// No question was found to the end, though question marks are there.
    NothingBegun,
}

impl Evidence {
    /// Its price; negative where it speaks for a step.
    pub(super) const fn cost(self) -> f32 {
        match self {
            Self::NumberOutOfOrder => 5.0,
            Self::NumberAhead => 2.5,
            Self::NumberAnnounced => 0.3,
            Self::NumberRepeated => 9.0,
            Self::NumberUnpadded => 2.5,
            Self::NumberInSentence => 7.0,
            Self::NumberBehindStop => 2.5,
            Self::NumberThenSmall => 3.0,
            Self::NumberThenOther => 0.4,
            Self::NextNumberPassed => 2.0,
            Self::QuestionPassed => 5.0,
            Self::AheadPassed => 3.0,
            Self::ListGoesOn => 0.1,
            Self::Unasked => 3.2,
            Self::UnaskedButStopped => 2.0,
            Self::FormulaPassed => 3.5,
            Self::EndsBroken => 7.0,
            Self::EndsInBracket => 2.5,
            Self::EndsOpen => 4.0,
            Self::PartEndsOpen => 0.8,
            Self::PartEndsOpenFull => 2.5,
            Self::PartStopped => 1.5,
            Self::AnswerAsks => 2.0,
            Self::EndsFull => 2.0,
            Self::OpenPartPassed => 1.5,
            Self::StopPassed => 0.6,
            Self::LabelSkipped => 3.0,
            Self::LabelAhead => 1.2,
            Self::PastMarkSmall => 0.3,
            Self::PastMarkQuestion => 1.2,
            Self::PastMarkOther => 2.0,
            Self::PastMarkAnswer => 4.5,
            Self::TooWide => 2.5,
            Self::BrokenEarly => 1.2,
            Self::BrokenEarlyInList => 0.1,
            Self::LabelAfterAnswer => 1.8,
            Self::LabelAfterPart => 0.4,
            Self::NextLabelPassed => 2.0,
            Self::LabelPassed => 1.5,
            Self::AnswerEndsAsQuestion => 2.5,
            Self::SentencePassed => 3.0,
            Self::ColonPassed => 1.5,
            Self::FiguresPassed => 1.0,
            Self::UnaskedButGoesOn => 1.2,
            Self::AskedThenRequest => 0.2,
            Self::RequestStopped => 1.0,
            Self::UnaskedPartPassed => 2.5,
            Self::StemTakenUp => -2.0,
            Self::JointUnannounced => 2.0,
            Self::AnswerAnnounced => -1.5,
            Self::AnnouncesOthers => 3.0,
            Self::AnnouncementPassed => 8.0,
            Self::OpensAsQuestion => 0.8,
            Self::OpensSmall => 2.0,
            Self::OpensAsRequest => 4.0,
            Self::OpensAsAnswer => -0.5,
            Self::BlankPassed => 1.0,
            Self::NoBlank => 0.7,
            Self::UnansweredAtEnd => 5.0,
            Self::MissingAtEnd => 2.5,
            Self::AnnexBegins => 0.8,
            Self::AnnexPassed => 2.6,
            Self::BehindImprint => 3.0,
            Self::SingleQuestion => 5.0,
            Self::SingleQuestionLater => 2.0,
            Self::Disproven => 15.0,
            Self::NothingBegun => 20.0,
        }
    }
}
