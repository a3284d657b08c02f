//! Bookings on both engines: places, money, the waiting list, the roll, the clock.

mod calls;
mod flow;
mod keeping;
mod letters;
mod pages;
mod purse;
mod races;
mod roll;
mod tickets;
mod town;
