//! Closed enums whose variants have a name in JSON.

/// Declares an enum with the name of each variant: that of its JSON, of its schema, and of `name()`.
macro_rules! names {
    ($(#[$about:meta])+ $type:ident: $($(#[$each:meta])+ $variant:ident => $name:literal,)+) => {
        $(#[$about])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, schemars::JsonSchema)]
        pub enum $type {
            $($(#[$each])+ #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

pub(crate) use names;
