//! German compounds: which two halves around a hyphen are one word, and which keep it.

use crate::cleaning::vocabulary::uninflected;
use crate::cleaning::words::{HYPHENS, tokens};

/// Whether a hyphen before a small letter is the word's own, whatever a paper prints elsewhere; „Alexander-⏎von-Humboldt“,
/// „Gas-⏎und-Dampf-Kraftwerk“ and „In-⏎vitro-Diagnostik“, too.
pub(super) fn parts_compound(left: &str, right: &str) -> bool {
    const WITHIN: [&str; 6] = ["von-", "und-", "oder-", "vitro-", "vivo-", "situ-"];
    are_adjectives(left, right)
        || is_compound_adjective(left, right)
        || negates_compound(left, right)
        || names_land(left, right)
        || left.starts_with(char::is_uppercase) && WITHIN.iter().any(|word| right.starts_with(word))
}

/// „Sach-stand“, „EP-SAS“. „Bund-Länder“, „EU-Kommission“ are written so; „nicht-deutsch“, „Kick-off“ in both ways, and
/// „Schüler-innen“ are not „Schülerinnen“.
pub(super) fn may_be_one_word(left: &str, right: &str) -> bool {
    const PARTICLES: [&str; 10] = ["by", "down", "in", "ins", "off", "on", "out", "outs", "up", "ups"];
    let small = |c: char| c.is_lowercase();
    let capital = |c: char| c.is_uppercase();
    let first = right.split('-').next().unwrap_or(right);
    let alike = left.ends_with(small) && right.starts_with(small) || left.chars().all(capital) && first.chars().all(capital);
    alike
        && left.len() > 1
        && right.len() > 1
        && !parts_compound(left, right)
        && !matches!(left, "nicht" | "Nicht")
        && !PARTICLES.contains(&first)
        && !right.starts_with("innen")
}

/// Whether two halves are a group's name in capitals: „DIE GRÜ-⏎NEN“, „DIE LIN-⏎KE“. Most capitals with a hyphen are two
/// words („CDU-⏎CSU“).
pub(super) fn breaks_name(left: &str, right: &str) -> bool {
    const NAMES: [&str; 3] = ["BÜNDNIS", "GRÜNEN", "LINKE"];
    let right = right.split('-').next().unwrap_or(right);
    left.len() > 1 && right.len() > 1 && NAMES.iter().any(|name| name.strip_prefix(left) == Some(right))
}

/// „schwarz-⏎roten“, „rot-⏎grüne“: coalitions.
const COLOURS: [&str; 7] = ["schwarz", "rot", "gelb", "grün", "blau", "weiß", "orange"];

/// „politisch-⏎strategischen“, „öffentlich-⏎rechtliche“: two adjectives. A typesetter breaks „politi-schen“, never
/// behind „isch“; „veröffentlich-⏎ten“ and „deutsch-⏎sprachig“ are single words.
fn are_adjectives(left: &str, right: &str) -> bool {
    let adjective = |word: &str| ["isch", "lich", "ig", "ell", "al", "iv", "är", "ös"].iter().any(|ending| word.ends_with(ending));
    let bare = uninflected(right);
    // „rechte“ is one, „dem“ and „ten“ are none.
    const SHORTEST: usize = 5;
    if !left.starts_with(char::is_lowercase) || right.chars().count() < SHORTEST {
        return false;
    }
    COLOURS.contains(&left) && COLOURS.contains(&bare)
        || (left.ends_with("isch") || left.ends_with("iv"))
            && (adjective(bare) || bare.ends_with("end") || bare.ends_with("iert"))
            && !bare.ends_with("sprachig")
            && !bare.ends_with("stämmig")
        || left == "deutsch" && bare.ends_with("isch")
        || (left.ends_with("lich") || left.ends_with("ell") && !right.starts_with("schaft"))
            && ["lich", "isch", "iv"].iter().any(|ending| bare.ends_with(ending))
}

/// „Corona-⏎bedingt“, „Smart-Grid-⏎fähige“, not „KI-sicherheits-⏎relevant“: an adjective that is written in one word begins with a small letter.
fn is_compound_adjective(left: &str, right: &str) -> bool {
    const SECOND_PARTS: [&str; 11] = [
        "bedingt",
        "basiert",
        "fähig",
        "finanziert",
        "gestützt",
        "orientiert",
        "konform",
        "relevant",
        "spezifisch",
        "bezogen",
        "kompatibel",
    ];
    let bare = |part: &str| right.strip_prefix(part).is_some_and(|ending| ["", "e", "er", "es", "en", "em"].contains(&ending));
    let last = left.rsplit('-').next().unwrap_or(left);
    last.starts_with(char::is_uppercase) && SECOND_PARTS.iter().any(|part| bare(part))
}

/// „PMK -religiöse Ideologie-⏎zugeordnet“: the police sets the fields of politically motivated crime between hyphens.
pub(super) fn closes_field(words: &str) -> bool {
    const LAST_WORDS: [&str; 5] = ["rechts", "links", "Ideologie", "Zuordnung", "zuzuordnen"];
    const WORDS_OF_FIELD: usize = 2;
    let words = words.trim_end_matches(HYPHENS);
    if !LAST_WORDS.iter().any(|last| words.ends_with(last)) {
        return false;
    }
    let mut tokens = tokens(words).rev().take(WORDS_OF_FIELD).peekable();
    let closes = tokens.peek().is_some_and(|last| LAST_WORDS.contains(&last.trim_start_matches('-')));
    closes && tokens.any(|token| token.starts_with('-'))
}

/// „nicht-⏎KI-gestützte“, „nicht-⏎tarif-gebundene“: before a compound with hyphens „nicht“ has one too.
fn negates_compound(left: &str, right: &str) -> bool {
    matches!(left, "nicht" | "Nicht") && right.contains('-')
}

/// „sachsen-⏎anhaltischen“: the Länder with two names keep their hyphen as adjectives.
fn names_land(left: &str, right: &str) -> bool {
    const LAENDER: [(&str, &str); 6] = [
        ("baden", "württemberg"),
        ("mecklenburg", "vorpommer"),
        ("nordrhein", "westfäl"),
        ("rheinland", "pfälz"),
        ("sachsen", "anhalt"),
        ("schleswig", "holstein"),
    ];
    LAENDER.iter().any(|(first, second)| left.ends_with(first) && right.starts_with(second))
}
