//! Marks of Markdown around lines, as programs that convert documents set them: „## Vorbemerkung der Fragesteller“, „**1. Wie viele?**“.
//! Emphasis within a line is left: its marks are letters there.

use memchr::memmem;

use super::Printed;
use crate::ledger::{Ledger, Role, Rule};
use crate::span::{Span, offset};

/// A text with so many headings is Markdown; „#“ and a blank begin no line of a paper.
const FEWEST_HEADINGS: usize = 2;
/// Or with so many lines in bold type: notes are marked „**“ too, but do not end so.
const FEWEST_BOLD: usize = 3;
/// „######“
const DEEPEST: usize = 6;

impl Printed<'_> {
    /// Takes the marks from the lines of Markdown.
    pub(super) fn markup(self, ledger: &mut Ledger) {
        if !is_markdown(self.part) {
            return;
        }
        for (at, line) in self.lines.iter().enumerate() {
            let words = self.words(line);
            if is_mark(words) {
                if let Some(span) = self.with_blanks(at, at) {
                    ledger.assign(span, Role::PageHead, Rule::Markup);
                }
                continue;
            }
            let opened = opened(words);
            let text = closed(opened);
            let begin = line.words.start() + offset(words.len() - opened.len());
            for span in [Span::new(line.words.start(), begin), Span::new(begin + offset(text.len()), line.words.end())] {
                ledger.assign(span, Role::PageHead, Rule::Markup);
            }
        }
    }
}

fn is_markdown(text: &str) -> bool {
    let begin_with = |mark: &'static str| {
        let found = memmem::find_iter(text.as_bytes(), mark).filter(|&at| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'));
        found.filter_map(|at| text.get(at..)?.lines().next())
    };
    let is_bold = |line: &&str| is_emphasis_open(line) && line.trim_end().strip_suffix("**").is_some_and(|rest| rest.len() > "**".len());
    begin_with("#").filter(|line| heading(line).is_some()).nth(FEWEST_HEADINGS - 1).is_some()
        || begin_with("**").filter(is_bold).nth(FEWEST_BOLD - 1).is_some()
}

/// What „## “ heads.
fn heading(words: &str) -> Option<&str> {
    let rest = words.trim_start_matches('#');
    let depth = words.len() - rest.len();
    let title = rest.strip_prefix(' ').map(str::trim_start)?;
    ((1..=DEEPEST).contains(&depth) && !title.is_empty()).then_some(title)
}

/// „**1. Wie“, „__Vorbemerkung“; „** Die Angaben“ is a note.
fn is_emphasis_open(words: &str) -> bool {
    let inner = words.strip_prefix("**").or_else(|| words.strip_prefix("__"));
    inner.is_some_and(|inner| inner.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '„' | '"' | '(' | '–')))
}

/// The words behind the marks that open a line.
fn opened(words: &str) -> &str {
    let words = heading(words).unwrap_or(words);
    if is_emphasis_open(words) { words.get("**".len()..).unwrap_or_default() } else { words }
}

/// The words before the marks that close a line.
fn closed(words: &str) -> &str {
    let bare = words.strip_suffix("**").or_else(|| words.strip_suffix("__")).or_else(|| words.strip_suffix('\\'));
    bare.filter(|bare| bare.ends_with(|c: char| !c.is_whitespace() && c != '*' && c != '_')).unwrap_or(words)
}

/// „---“, „***“, „<!-- image -->“, „![](image.png)“, „|---|---|“: lines without words.
fn is_mark(words: &str) -> bool {
    let drawn = words.len() > 2 && words.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b'|' | b':' | b' '));
    let comment = words.starts_with("<!--") && words.ends_with("-->");
    let image = words.starts_with("![") && words.ends_with(')');
    drawn || comment || image
}

#[cfg(test)]
mod tests {
    use super::super::tests::left;

    #[test]
    fn marks_around_lines_go() {
        let text = "# Stege\n\n## **Vorbemerkung der Fragesteller**\n\nViele **alte** Stege.\n\n---\n\n**1. Wie viele?**\n\n<!-- image -->\nNeun.\\\n** Stand: Mai\n";
        let (free, rules) = left(text);
        let lines: Vec<&str> = free.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(lines, ["Stege", "Vorbemerkung der Fragesteller", "Viele **alte** Stege.", "1. Wie viele?", "Neun.", "** Stand: Mai"]);
        assert_eq!(rules, ["markup"]);
    }

    #[test]
    fn other_texts_keep_their_marks() {
        for text in [
            "# Stege\nNeun.\n**Die Angaben sind vorläufig.\n",
            "#:~:text=Stege\n#stege am Ufer\n## \n",
            "**Die Angaben sind vorläufig.**\n** Stand: Mai **\n**Zwei\n",
        ] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }
}
