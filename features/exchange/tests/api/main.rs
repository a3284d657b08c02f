//! The HSDS API as its readers get it: valid, complete, stable.

mod again;
mod filters;
mod opendata;
mod pages;
mod town;
mod valid;
