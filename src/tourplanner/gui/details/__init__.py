"""The window that keeps people, bookings, lodging, rides and notes of a tour."""
