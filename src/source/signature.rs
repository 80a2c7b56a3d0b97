//! What the first bytes of a file say of it, where it is no plain text.

/// A kind of file that has no text as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signature {
    Pdf,
    Zip,
    Gzip,
    Zstd,
    /// Any other, by its name.
    Other(&'static str),
}

const SIGNATURES: [(&[u8], Signature); 14] = [
    (b"%PDF-", Signature::Pdf),
    (b"PK\x03\x04", Signature::Zip),
    // Without an entry.
    (b"PK\x05\x06", Signature::Zip),
    (b"\x1f\x8b", Signature::Gzip),
    (b"\x28\xb5\x2f\xfd", Signature::Zstd),
    (b"\x89PNG", Signature::Other("a picture (PNG)")),
    (b"\xff\xd8\xff", Signature::Other("a picture (JPEG)")),
    (b"GIF8", Signature::Other("a picture (GIF)")),
    (b"BZh", Signature::Other("bzip2 data")),
    (b"\xfd7zXZ", Signature::Other("xz data")),
    (b"7z\xbc\xaf", Signature::Other("a 7z archive")),
    (b"\xd0\xcf\x11\xe0", Signature::Other("an old Office document")),
    (b"{\\rtf", Signature::Other("a rich text document")),
    (b"\x7fELF", Signature::Other("a program")),
];

impl Signature {
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        SIGNATURES.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, kind)| kind)
    }

    /// As an error names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF",
            Self::Zip => "a zip archive",
            Self::Gzip => "gzip data",
            Self::Zstd => "zstd data",
            Self::Other(name) => name,
        }
    }

    /// What to do about it where a text was expected.
    pub(super) const fn help(self) -> &'static str {
        match self {
            Self::Pdf => "build with `--features pdf`, or extract the text with `pdftotext -layout -enc UTF-8` and convert that",
            Self::Zip | Self::Gzip | Self::Zstd => "give it its own ending (.zip, .gz, .tgz, .zst), then it is opened",
            Self::Other(_) => "leave it out; plain text, DIP JSON, zip, tar, gzip and zstd are read",
        }
    }
}
