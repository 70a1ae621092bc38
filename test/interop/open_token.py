"""Opens entrenous tokens of suite 1. Written from docs/reference/token-format.md alone; shares no code with the library.

usage: open_token.py VECTORS.json     prints as JSON what becomes of every vector in the file, by its name
needs: Python 3.8 and `cryptography` (apt-get install python3-cryptography)
"""
import base64, hashlib, hmac, json, re, sys
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

def need(holds, code='token_unopenable'):
    if not holds:
        raise ValueError(code)

# -- Text forms
BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

def bytes_of(text):
    need(len(text.encode('utf-16-le', 'surrogatepass')) <= 2 * 8192, 'token_malformed')
    if not text.startswith('ENTRENOUS:'):
        need(re.fullmatch(r'[^#]*#([A-Za-z0-9_-]*)', text), 'token_malformed')
        digits = text[text.index('#') + 1:]
        need(len(digits) % 4 != 1, 'token_malformed')
        token = base64.urlsafe_b64decode(digits + '=' * (-len(digits) % 4))
        need(base64.urlsafe_b64encode(token).decode().rstrip('=') == digits, 'token_malformed')
        return token
    digits, token = text[10:], b''
    need(len(digits) % 3 != 1 and all(digit in BASE45 for digit in digits), 'token_malformed')
    for at in range(0, len(digits), 3):
        group = digits[at:at + 3]
        number = sum(BASE45.index(digit) * 45 ** place for place, digit in enumerate(group))
        need(number < 256 ** (len(group) - 1), 'token_malformed')
        token += number.to_bytes(len(group) - 1, 'big')
    return token

# -- HPKE, base mode
def extract(suite, salt, label, secret):
    return hmac.digest(salt, b'HPKE-v1' + suite + label + secret, 'sha256')

def expand(suite, key, label, info, length):
    return hmac.digest(key, length.to_bytes(2, 'big') + b'HPKE-v1' + suite + label + info + b'\x01', 'sha256')[:length]

KEM, HPKE = b'KEM\x00\x20', b'HPKE\x00\x20\x00\x01\x00\x03'

def context_of(enc, secret_key, public_key):
    """Key, nonce and exporter; ValueError where the shared point is zero."""
    dh = X25519PrivateKey.from_private_bytes(secret_key).exchange(X25519PublicKey.from_public_bytes(enc))
    shared = expand(KEM, extract(KEM, b'', b'eae_prk', dh), b'shared_secret', enc + public_key, 32)
    info = extract(HPKE, b'', b'info_hash', b'entrenous/1/referral\x01')
    about = b'\x00' + extract(HPKE, b'', b'psk_id_hash', b'') + info
    secret = extract(HPKE, shared, b'secret', b'')
    return [expand(HPKE, secret, name, about, size) for name, size in ((b'key', 32), (b'base_nonce', 12), (b'exp', 32))]

def export(exporter, label):
    return expand(HPKE, exporter, b'sec', label, 32)

# -- Deterministic CBOR
def item(data, at, depth=0):
    need(at < len(data))
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if kind == 7:
        need(number in (20, 21))
        return number == 21, at
    need(kind < 6 and number < 28)
    if number >= 24:
        size, least = 1 << number - 24, (24, 2 ** 8, 2 ** 16, 2 ** 32)[number - 24]
        need(at + size <= len(data))
        number, at = int.from_bytes(data[at:at + size], 'big'), at + size
        need(least <= number < 2 ** 53)
    if kind < 2:
        need(kind == 0 or number < 2 ** 53 - 1)
        return (-1 - number if kind else number), at
    if kind < 4:
        need(at + number <= len(data))
        chunk = data[at:at + number]
        return (chunk if kind == 2 else str(chunk, 'utf-8')), at + number
    need(depth < 8)
    found, last = ([] if kind == 4 else {}), -1
    for _ in range(number):
        if kind == 5:
            key, at = item(data, at, depth + 1)
            need(type(key) is int and key > last)
            last = key
        value, at = item(data, at, depth + 1)
        if kind == 5: found[last] = value
        else: found.append(value)
    return found, at

# -- Shapes: each gives the value, with names for keys, or refuses it
def that(kind, holds, show=lambda value: value):
    def read(value):
        need(type(value) is kind and holds(value))
        return show(value)
    return read

def text(most): return that(str, lambda value: 1 <= len(value.encode('utf-16-le')) // 2 <= most)
def whole(least, most): return that(int, lambda value: least <= value <= most)
def size(length): return that(bytes, lambda value: len(value) == length, bytes.hex)
def one(*values): return that(str, lambda value: value in values)
def many(read, most, least=1):
    return that(list, lambda value: least <= len(value) <= most, lambda value: [read(x) for x in value])

def units(value): return value.encode('utf-16-be') if type(value) is str else value
def rise(values): return all(one < other for one, other in zip(values, values[1:]))
def rising(read, most, by=units):
    every = many(read, most)
    return lambda value: that(list, lambda shown: rise([by(x) for x in shown]))(every(value))

HIDDEN = '[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]'
def line(most):
    return lambda value: that(str, lambda v: not re.search(HIDDEN, v) and v.strip('\u200c\u200d'))(text(most)(value))

def record(members):  # key: (name, reader), a ? behind the names of those that may be absent
    required = {key for key, (name, _) in members.items() if name[-1] != '?'}
    def named(value): return {members[key][0].rstrip('?'): members[key][1](inner) for key, inner in value.items()}
    return that(dict, lambda value: required <= set(value) <= set(members), named)

ID = that(str, lambda value: len(value) <= 80 and re.fullmatch('[A-Za-z0-9]+([.-][A-Za-z0-9]+)*', value))
DAY, WEEKDAY = whole(0, 3000000), whole(1, 7)
def told(read, least=1): return that(dict, lambda value: len(value) >= least, read)  # a map that says something

DAYS, MINUTES = rising(WEEKDAY, 7), many(many(whole(0, 1440), 2, 2), 42)
PARTS = told(record({
    15: ('level', one('part-of-day')), 20: ('morning?', DAYS), 25: ('afternoon?', DAYS), 26: ('evening?', DAYS),
}), 2)
TIMES = that(list, lambda value: rise([minute for slot in MINUTES(value) for minute in slot]), MINUTES)
PER_DAY = rising(record({18: ('day', WEEKDAY), 19: ('times', TIMES)}), 7, lambda slots: slots['day'])
AT_MOST_42 = that(list, lambda value: sum(len(slots['times']) for slots in PER_DAY(value)) <= 42, PER_DAY)
SLOTS = record({15: ('level', one('slots')), 17: ('slots', AT_MOST_42), 24: ('utcOffsetMinutes?', whole(-840, 840))})
NEED = record({14: ('concept', ID), 15: ('level', one('category', 'concept'))})
FIELDS = record({
    12: ('language?', rising(ID, 20)), 21: ('format?', rising(ID, 10)), 27: ('ageGroup?', ID), 28: ('sessions?', ID),
    29: ('for?', ID), 31: ('access?', rising(ID, 20)), 32: ('body?', rising(ID, 20)), 33: ('noTouch?', rising(ID, 40)),
    13: ('needs?', rising(NEED, 6, lambda need: (need['concept'], need['level']))),
    16: ('availability?', that(dict, lambda value: True, lambda value: (SLOTS if 17 in value else PARTS)(value))),
    30: ('payment?', rising(one('insurer', 'budget', 'notSure'), 3)),
    34: ('about?', told(record({35: ('gender?', ID), 36: ('memberOf?', rising(line(80), 10))}))),
    22: ('area?', record({15: ('level', one('region', 'postal')), 23: ('value', line(10))})),
    37: ('contact?', told(record({38: ('name?', line(80)), 39: ('email?', line(120)), 40: ('phone?', line(40))}))),
    41: ('story?', text(1500)),
    47: ('source?', one('person', 'colleague', 'physician', 'school', 'faith', 'legal', 'community-organisation', 'event', 'other')),
})
WORDS = record({11: ('hash', size(32)), 12: ('language', ID)})
CONSENT = record({7: ('id', size(16)), 8: ('salt', size(32)), 9: ('termsHash', size(32)), 10: ('words?', WORDS)})
PURPOSE = one('enquiry', 'referral', 'first-conversation', 'waiting-list', 'event', 'consultation', 'arrived')
BODY = record({
    0: ('purpose', PURPOSE), 1: ('fields', FIELDS), 2: ('community', size(32)), 3: ('issuedOn', DAY),
    4: ('expiresOn', DAY), 5: ('guardian?', that(bool, bool)), 6: ('consent', CONSENT), 42: ('event?', text(160)),
})

# -- The reader's checks, in the page's order
def open_token(token, keys, now):
    need(5 <= len(token) <= 3221 and token[:2] == b'en', 'token_malformed')
    need(token[2] == 1 and token[3] in (1, 2), 'token_unsupported')
    enc_size, bucket = {1: 32, 2: 1120}[token[3]], {1: 512, 2: 1024, 3: 2048}.get(token[4])
    need(bucket and len(token) == 53 + enc_size + bucket, 'token_malformed')
    need(token[3] == 1)  # it holds no key of suite 2
    today, found = now // 86400, None
    for key in keys:
        if key['suite'] == 1 and abs(key['epoch'] - today // 28) <= 1:
            try: context = context_of(token[5:37], bytes.fromhex(key['secretKey']), bytes.fromhex(key['publicKey']))
            except ValueError: continue
            if hmac.compare_digest(export(context[2], b'commitment'), token[37:69]): found = context
    need(found)
    key, nonce, exporter = found
    padded = ChaCha20Poly1305(key).decrypt(nonce, token[69:], token[:69]).rstrip(b'\x00')
    need(padded[-1:] == b'\x80')
    body = padded[:-1]
    value, end = item(body, 0)
    need(end == len(body))
    disclosure = BODY(value)
    del disclosure['consent']
    fields, issued, expires = disclosure['fields'], disclosure['issuedOn'], disclosure['expiresOn']
    need(1 <= expires - issued <= 28 and bucket == (2048 if 'story' in fields else 1024 if 'contact' in fields else 512))
    need(issued <= today + 1, 'token_early')
    need(today <= expires, 'token_expired')
    digest = hashlib.sha256(b'entrenous/1/consent\n' + body).hexdigest()
    return {'disclosure': disclosure, 'tokenId': export(exporter, b'token id').hex(), 'consentDigest': digest}

def verdict(received, keys, now):
    try:
        return {'opens': open_token(bytes_of(received) if type(received) is str else received, keys, now)}
    except (ValueError, InvalidTag) as refusal:
        code = str(refusal)
        return {'fails': code if code.startswith('token_') else 'token_unopenable'}

if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as file:
        vectors = json.load(file)
    found = {}
    for vector in vectors['opens'] + vectors['fails']:
        forms = [bytes.fromhex(vector['token'])] if 'token' in vector else []
        forms += [vector[form] for form in ('link', 'qr', 'text') if form in vector]
        held = [vectors['keys'][name] for name in vector['keys']]
        found[vector['name']] = [verdict(form, held, vector['now']) for form in forms]
    json.dump(found, sys.stdout)
