import type { TrustWords } from '../../vocabulary/trust-words.js'

/** Pourquoi une personne figure dans la liste, ou non. Apart from `fr`, so that a page for those who look for help does not carry it. */
export const frTrust: TrustWords = {
  language: 'fr',
  listed: {
    approved: '{name} répond de cette clé, depuis le {since}, jusqu’au {until}.',
    community_without_approvals: 'Cette communauté publie sa liste sans répondre de personne.',
    listed_by_community: 'La communauté annonce cette rencontre, depuis le {since}.',
    unclaimed: 'Repris de {source} le {since}. Personne n’en répond, et personne ne l’a réclamé.',
    approval_missing: 'Les approbations de cette fiche ne valent pas en ce moment.',
  },
  introduced: {
    byApprover: 'Présentation par {name}, qui approuve pour la communauté, jusqu’au {until}.',
    byMember: 'Présentation par {name}, membre de la communauté, jusqu’au {until}.',
  },
  member: {
    introduction_lapsing:
      'Une personne dans la chaîne des présentations ne peut plus en faire. Un autre membre doit répondre avant le {until}.',
    attested: 'Vu par les personnes qui approuvent : {items}.',
    endorsed: '{name} recommande son travail pour {concept}, jusqu’au {until}.',
    listing_claimed: 'La fiche {listing} d’un annuaire public lui appartient.',
  },
  followed: {
    sheet: 'Cette clé a pris la place d’une clé perdue, par la feuille de secours.',
    approvers:
      'Cette clé a pris la place d’une clé perdue le {since}, sur la parole de personnes qui approuvent et la connaissent.',
  },
  hosted: {
    agreed: 'Organisé par {name}, qui l’a signé, jusqu’au {until}.',
    named: '{name} est nommé comme hôte, sans l’avoir signé.',
  },
  refused: {
    descriptor_revoked: 'Hors de la liste : cette clé a été révoquée.',
    descriptor_unapproved: 'Hors de la liste : trop peu d’approbations pour cette clé en ce moment.',
    member_key_replaced: 'Hors de la liste : une autre clé a pris la place de celle-ci.',
    member_key_waiting: 'Pas encore dans la liste : cette clé doit en remplacer une autre et attend son délai.',
    member_unattested: 'Pas encore dans la liste : des points restent à attester.',
    member_unintroduced: 'Hors de la liste : aucune présentation ne vaut en ce moment.',
  },
  unnamed: { approver: 'une personne qui approuve (clé {key})', member: 'un membre (clé {key})' },
}
