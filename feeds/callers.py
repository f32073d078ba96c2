"""What may be kept of a customer's number? Whether it is the same one again, and nothing else."""

import hashlib

from feeds.queue_log_calls import Hash

BYTES = 16


def hasher(key: str | None) -> Hash:
    """A keyed hash (BLAKE2) of the digits; without the key nobody can try all numbers through.

    So the key must not lie beside the hashes in the database: it is a setting, and without one no caller is kept.
    """
    if not key:
        return _nobody
    keyed = hashlib.blake2s(key=hashlib.blake2s(key.encode()).digest(), digest_size=BYTES)

    def hash_of(number: str) -> str | None:
        digits = number if number.isdecimal() else "".join(filter(str.isdecimal, number))
        if not digits:
            return None  # anonymous
        one = keyed.copy()
        one.update(digits.encode())
        return one.hexdigest()

    return hash_of


def _nobody(number: str) -> str | None:
    return None
