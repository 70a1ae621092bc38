import type { TrustWords } from '../../vocabulary/trust-words.js'

/** Por qué alguien está en la lista, o no. Apart from `es`, so that a page for those who look for help does not carry it. */
export const esTrust: TrustWords = {
  language: 'es',
  listed: {
    approved: '{name} responde por esta clave, desde el {since}, hasta el {until}.',
    community_without_approvals: 'Esta comunidad publica su lista sin responder por nadie.',
    listed_by_community: 'La comunidad anuncia este encuentro, desde el {since}.',
    unclaimed: 'Tomado de {source} el {since}. Nadie responde por esta entrada y nadie la ha reclamado.',
    approval_missing: 'Las aprobaciones de esta entrada no valen ahora.',
  },
  introduced: {
    byApprover: 'Presentación de {name}, que aprueba por la comunidad, hasta el {until}.',
    byMember: 'Presentación de {name}, miembro de la comunidad, hasta el {until}.',
  },
  member: {
    introduction_lapsing:
      'Alguien en la cadena de presentaciones ya no puede presentar a nadie. Otro miembro tiene que responder antes del {until}.',
    attested: 'Visto por quienes aprueban: {items}.',
    endorsed: '{name} recomienda su trabajo en {concept}, hasta el {until}.',
    listing_claimed: 'La entrada {listing} de un directorio público es suya.',
  },
  followed: {
    sheet: 'Esta clave reemplazó a una perdida, con la hoja de recuperación.',
    approvers:
      'Esta clave reemplazó a una perdida el {since}, por la palabra de quienes aprueban y conocen a la persona.',
  },
  hosted: {
    agreed: 'Lo organiza {name}, que lo ha firmado, hasta el {until}.',
    named: 'Se nombra a {name} como anfitrión o anfitriona, sin su firma.',
  },
  refused: {
    descriptor_revoked: 'Fuera de la lista: esta clave fue revocada.',
    descriptor_unapproved: 'Fuera de la lista: faltan aprobaciones para esta clave.',
    member_key_replaced: 'Fuera de la lista: otra clave ocupa el lugar de esta.',
    member_key_waiting: 'Todavía fuera de la lista: esta clave va a reemplazar a otra y espera su plazo.',
    member_unattested: 'Todavía fuera de la lista: faltan puntos por confirmar.',
    member_unintroduced: 'Fuera de la lista: ninguna presentación vale ahora.',
  },
  unnamed: { approver: 'alguien que aprueba (clave {key})', member: 'un miembro (clave {key})' },
}
