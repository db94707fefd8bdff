//! Values that pages follow.
//!
//! Leptos' signals, with one type of them behind all of ours: each type of signal and of memo is machinery of its own that
//! a resident downloads.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::{Effect, Get, GetUntracked, Memo, RwSignal, Set};

type Anything = Arc<dyn Any + Send + Sync>;

/// A value that is set from outside; whoever read it is drawn anew when it is.
pub struct Held<T>(RwSignal<Anything>, PhantomData<fn() -> T>);

/// A value that follows from others; whoever read it is drawn anew when it differs.
pub struct Derived<T>(Memo<Anything>, PhantomData<fn() -> T>);

fn own<T: 'static>(value: &Anything) -> &T {
    value.downcast_ref().expect("only signals of its own type set it")
}

impl<T: Send + Sync + 'static> Held<T> {
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(Arc::new(value)), PhantomData)
    }

    pub fn set(self, value: T) {
        self.0.set(Arc::new(value));
    }

    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(own(&self.0.get()))
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(own(&self.0.get_untracked()))
    }
}

impl<T: Clone + Send + Sync + 'static> Held<T> {
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// `None` where what it belonged to is not shown any more: a timer may still come.
    pub fn try_get_untracked(self) -> Option<T> {
        self.0.try_get_untracked().map(|value| own::<T>(&value).clone())
    }

    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

impl<T: PartialEq + Send + Sync + 'static> Derived<T> {
    pub fn new(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let differs = |old: Option<&Anything>, new: Option<&Anything>| old.map(own::<T>) != new.map(own::<T>);
        Self(derive(Box::new(move || Arc::new(compute())), differs), PhantomData)
    }

    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(own(&self.0.get()))
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(own(&self.0.get_untracked()))
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Derived<T> {
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn derive(
    compute: Box<dyn Fn() -> Anything + Send + Sync>,
    differs: fn(Option<&Anything>, Option<&Anything>) -> bool,
) -> Memo<Anything> {
    Memo::new_with_compare(move |_| compute(), differs)
}

/// Does something now, and again whenever a value that it read changes; only in a browser.
pub fn follow(act: impl FnMut() + 'static) {
    fn start(mut act: Box<dyn FnMut()>) {
        Effect::new(move |_| act());
    }
    start(Box::new(act));
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Held<T> {}
impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Derived<T> {}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::*;

    #[test]
    fn what_follows_from_a_value_follows_its_changes() {
        Owner::new().with(|| {
            let words = Held::new(vec!["branches".to_owned()]);
            let count = Derived::new(move || words.with(Vec::len));
            assert_eq!(count.get(), 1);
            words.update(|words| words.push("tonte".to_owned()));
            assert_eq!(count.get(), 2);
            words.set(Vec::new());
            assert_eq!((count.get_untracked(), words.get()), (0, Vec::new()));
        });
    }
}
