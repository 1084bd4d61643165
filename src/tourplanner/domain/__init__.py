"""Values and rules of touring: no Qt, no SQL, no network, no clock."""
