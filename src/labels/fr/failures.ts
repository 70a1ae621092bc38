import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

const notYours = 'Ce message n’a pas pu être ouvert.'
const unsafeList = 'Cette liste de thérapeutes n’est pas digne de confiance ; elle n’a donc pas été utilisée.'
const damagedList = 'Cette liste de thérapeutes est abîmée ; elle n’a donc pas été utilisée.'
const oldList = 'Cette liste de thérapeutes n’est plus à jour. Chargez-la de nouveau.'
const olderList = 'La liste de thérapeutes reçue est plus ancienne que la vôtre. Elle n’a pas été utilisée.'
const unknownCommunity = 'Cette liste de thérapeutes vient d’une communauté que cette page ne connaît pas.'
const largeList = 'Cette liste de thérapeutes est trop grande pour cette page.'
const tellLead = 'Prévenez la personne responsable de la communauté.'
const tellLeadNow = 'Prévenez tout de suite la personne responsable de la communauté.'
const publishAgain = 'Demandez à la personne responsable de la communauté de la publier de nouveau.'
const formFault = 'Prévenez les personnes qui gèrent la page.'
const notRenewed = 'Cette personne n’a pas renouvelé sa fiche. Choisissez quelqu’un d’autre pour l’instant.'

/**
 * What to say to each side when something did not work; what is said of help contacts stands in help.ts, of communities in community-failures.ts.
 *
 * To the one who looks for help, the one who offers it is "cette personne"; to the one who offers it, "la personne" is
 * the one who looks for help. So neither needs a gender.
 */
export const failureWords: Omit<Labels['failures'], HelpFailure | CommunityFailure> = {
  answer_invalid: {
    person: 'La réponse n’a pas pu être écrite.',
    practitioner: 'Cette réponse ne convient pas. Une note tient sur une ligne, en 300 caractères au plus.',
  },
  answers_exhausted: {
    person: 'Cette personne vous a déjà envoyé autant de réponses que possible.',
    practitioner: 'Vous avez déjà répondu à cette personne autant de fois que possible.',
  },
  answers_invalid: {
    person: 'Une de vos réponses n’est pas complète. Regardez-la encore une fois.',
    practitioner: `Le formulaire a envoyé une réponse qui ne convient pas. ${formFault}`,
  },
  answers_too_large: {
    person: 'Vos réponses sont trop longues pour cette page. Raccourcissez-les.',
    practitioner: `Le formulaire a envoyé plus que permis. ${formFault}`,
  },
  board_checkpoint_foreign: {
    person: 'Le tableau de messages qui a répondu n’est pas celui de votre communauté.',
    practitioner: 'Le point de contrôle n’est pas signé par le tableau attendu.',
  },
  board_checkpoint_forged: {
    person: 'Le tableau de messages n’est pas digne de confiance en ce moment ; rien n’en a été utilisé.',
    practitioner: `La signature du point de contrôle du tableau n’est pas la bonne. ${tellLead}`,
  },
  board_checkpoint_invalid: {
    person: 'Le tableau de messages a envoyé quelque chose d’illisible. Réessayez plus tard.',
    practitioner: 'Le point de contrôle du tableau est illisible. Prévenez la personne qui gère le tableau.',
  },
  board_equivocal: {
    person: 'Le tableau de messages a dit deux choses différentes. Il n’a pas été utilisé ; prévenez la communauté.',
    practitioner: `Le tableau a signé deux listes différentes de même longueur. ${tellLeadNow}`,
  },
  board_inconsistent: {
    person:
      'Le tableau de messages ne continue pas ce qu’il disait avant. Il n’a pas été utilisé ; prévenez la communauté.',
    practitioner: `La liste du tableau ne continue pas celle vue avant. ${tellLead}`,
  },
  board_invalid: {
    person: 'Le tableau de messages de cette communauté est mal réglé.',
    practitioner: 'Le champ « {field} » de la description du tableau ne convient pas.',
  },
  board_list_invalid: {
    person: 'Le tableau de messages a envoyé quelque chose d’illisible. Réessayez plus tard.',
    practitioner: 'La liste des fichiers du tableau est illisible. Prévenez la personne qui gère le tableau.',
  },
  board_not_included: {
    person: 'Le tableau de messages n’a pas montré qu’il a pris votre message. Envoyez-le de nouveau.',
    practitioner: 'Le tableau n’a pas prouvé qu’il a pris le message. Déposez-le de nouveau.',
  },
  board_receipt_invalid: {
    person: 'Le tableau de messages n’a pas répondu comme il faut. Envoyez de nouveau.',
    practitioner: 'La réponse du tableau est illisible. Déposez de nouveau le message.',
  },
  board_rolled_back: {
    person: 'Le tableau de messages a montré un état plus ancien qu’avant. Il n’a pas été utilisé.',
    practitioner: 'Le tableau montre une liste plus ancienne que celle vue avant. Réessayez plus tard.',
  },
  board_segment_invalid: {
    person: 'Ce que le tableau de messages a envoyé n’est pas arrivé en entier. Chargez-le de nouveau.',
    practitioner: 'Un fichier du tableau n’est pas entier. Chargez-le de nouveau.',
  },
  board_segment_mismatch: {
    person: 'Ce que le tableau de messages a envoyé n’est pas arrivé en entier. Chargez-le de nouveau.',
    practitioner: 'Un fichier du tableau n’est pas celui de sa liste. Chargez de nouveau les deux.',
  },
  catalogue_chain_broken: {
    person: 'Il manque des listes entre la vôtre et celle-ci. Elle n’a pas été utilisée.',
    practitioner:
      'Il manque des listes entre celle vue avant et celle-ci. Demandez-les à la personne responsable de la communauté.',
  },
  catalogue_clock_behind: {
    person: 'L’heure de cet appareil semble en retard. Réglez-la et réessayez.',
    practitioner: 'L’heure de cet appareil est en retard sur la liste de thérapeutes. Réglez-la et réessayez.',
  },
  catalogue_equivocal: {
    person: 'Deux listes différentes disent être la même. Elle n’a pas été utilisée ; prévenez la communauté.',
    practitioner: `Deux listes différentes ont été publiées sous le même numéro. ${tellLeadNow}`,
  },
  catalogue_expired: {
    person: oldList,
    practitioner: `La liste publiée n’est plus à jour. ${publishAgain}`,
  },
  catalogue_foreign: {
    person: 'Cette liste vient d’une autre communauté que la vôtre. Elle n’a pas été utilisée.',
    practitioner: 'Cette liste est celle d’une autre communauté que celle vue avant. Vérifiez d’où elle a été chargée.',
  },
  catalogue_forged: {
    person: unsafeList,
    practitioner: `La signature de la liste publiée n’est pas la bonne. ${tellLead}`,
  },
  catalogue_hash_mismatch: {
    person: unsafeList,
    practitioner: `Une partie de la liste publiée a changé après la signature. ${tellLead}`,
  },
  catalogue_headless: {
    person: unsafeList,
    practitioner: `Le fichier publié commence par quelque chose qui n’est pas une liste. ${tellLead}`,
  },
  catalogue_invalid: {
    person: damagedList,
    practitioner: `Une partie de la liste publiée est illisible. ${publishAgain}`,
  },
  catalogue_other_region: {
    person: 'La liste de thérapeutes reçue est celle d’une autre région. Elle n’a pas été utilisée.',
    practitioner: 'La liste publiée est celle d’une autre région que celle demandée.',
  },
  catalogue_overlong: {
    person: damagedList,
    practitioner: `Quelque chose a été ajouté à la liste publiée après la signature. ${tellLead}`,
  },
  catalogue_reader_too_old: {
    person: 'Cette page est trop ancienne pour la liste de thérapeutes. Rechargez-la.',
    practitioner: 'Ce programme est trop ancien pour la liste publiée. Mettez-le à jour.',
  },
  catalogue_rolled_back: {
    person: olderList,
    practitioner: `La liste reçue est plus ancienne que celle vue avant. ${tellLead}`,
  },
  catalogue_row_mismatch: {
    person: 'Une fiche de cette liste ne dit pas la même chose que le texte signé par la personne. Elle a été écartée.',
    practitioner: `La liste publiée dit de quelqu’un autre chose que ses propres mots signés. ${tellLead}`,
  },
  catalogue_too_large: {
    person: largeList,
    practitioner: `La liste publiée est plus grande que ce qui peut être lu. ${tellLead}`,
  },
  catalogue_truncated: {
    person: 'Cette liste de thérapeutes n’est pas arrivée en entier. Chargez-la de nouveau.',
    practitioner: `La liste publiée est coupée. ${publishAgain}`,
  },
  catalogue_undelegated: {
    person: unsafeList,
    practitioner: `La liste est signée par une clé que la communauté n’a pas désignée. ${tellLead}`,
  },
  catalogue_unsupported: {
    person: 'Cette page ne sait pas lire cette liste de thérapeutes. Rechargez la page.',
    practitioner: 'La liste publiée a une forme que ce programme ne connaît pas. Mettez-le à jour.',
  },
  catalogue_untrusted: {
    person: unknownCommunity,
    practitioner: 'La liste est signée par une communauté qui n’est pas parmi celles que ce programme accepte.',
  },
  catalogue_unwitnessed: {
    person:
      'Trop peu de témoins ont vu cette liste de thérapeutes ; elle n’a donc pas été utilisée. Réessayez plus tard.',
    practitioner:
      'Témoins qui ont vu cette liste : {witnessed} sur {required}. Parlez-en à la personne responsable de la communauté.',
  },
  consent_facts_invalid: {
    person: 'Ce qui est gardé sur ce consentement est abîmé ; aucune trace écrite ne peut en être faite.',
    practitioner:
      'Le champ « {field} » de ce qui est gardé sur ce consentement ne convient pas ; aucune trace écrite ne peut en être faite.',
  },
  consent_guardian_missing: {
    person:
      'À votre âge, il faut qu’un parent ou la personne qui a l’autorité parentale soit d’accord avec vous. Vous pouvez tout de même regarder qui est là.',
    practitioner:
      'Le droit de ce lieu demande l’accord d’un parent ou de la personne qui a l’autorité parentale. Cet accord manque.',
  },
  consent_notice_missing: {
    person: 'Cette personne n’a pas dit comment elle protège ce que vous envoyez ; rien ne peut donc être envoyé.',
    practitioner:
      'Votre fiche n’a pas de notice sur la protection des données. Sans elle, personne ne peut vous écrire.',
  },
  consent_rule_broken: {
    person: 'Rien n’a été envoyé, car ce n’était pas ce que vous aviez accepté.',
    practitioner: 'Une règle du consentement n’a pas été respectée ({rule}) ; rien n’a donc été envoyé.',
  },
  descriptor_expired: {
    person: notRenewed,
    practitioner: 'Votre fiche a pris fin. Signez-la de nouveau et faites-la approuver.',
  },
  descriptor_invalid: {
    person: 'Cette fiche est abîmée. Choisissez quelqu’un d’autre pour l’instant.',
    practitioner: 'Le champ « {field} » de la fiche ne convient pas.',
  },
  descriptor_revoked: {
    person: 'Cette personne ne fait plus partie de la communauté.',
    practitioner: 'La communauté a retiré son accord pour cette fiche.',
  },
  descriptor_unapproved: {
    person: 'La communauté n’a pas encore approuvé cette fiche.',
    practitioner: 'La fiche n’est pas encore approuvée. Parlez-en à la personne responsable de la communauté.',
  },
  descriptor_unclaimed: {
    person: 'Cette fiche vient d’un annuaire public. Vous pouvez appeler ; rien ne peut être envoyé d’ici.',
    practitioner: 'Personne n’a repris cette fiche à son nom ; rien ne peut donc être scellé pour elle.',
  },
  disclosure_empty: {
    person: 'Vous avez choisi de partager quelque chose sans y avoir répondu ({field}).',
    practitioner: 'Quelque chose devait être partagé, mais n’avait pas de réponse ({field}).',
  },
  disclosure_too_large: {
    person: 'Ce que vous voulez partager est trop long. Raccourcissez vos propres mots.',
    practitioner: 'Ce qui devait être partagé ne tient pas dans un seul message.',
  },
  inbox_full: {
    person: 'Cette personne ne peut pas recevoir d’autres messages en ce moment.',
    practitioner: 'Votre boîte de réception est pleine. Répondez à des demandes ou effacez-en.',
  },
  keys_cooling_down: {
    person: 'Cette personne a de nouvelles clés. Par sécurité, rien ne peut lui être envoyé avant le {until}.',
    practitioner: 'Vos nouvelles clés sont approuvées. Par sécurité, personne ne peut vous écrire avant le {until}.',
  },
  keys_exhausted: {
    person: notRenewed,
    practitioner: 'Les clés préparées sont épuisées. Préparez-en de nouvelles et faites approuver la fiche.',
  },
  keys_invalid: {
    person: 'Ce fichier de clés est illisible.',
    practitioner: 'Ce fichier de clés est illisible. Utilisez votre copie de secours.',
  },
  presence_stale: {
    person: 'Cette personne n’a pas dit récemment où elle en est ; rien ne peut lui être envoyé pour le moment.',
    practitioner: 'Confirmez où vous en êtes ce mois-ci. D’ici là, personne ne peut vous écrire.',
  },
  randomness_absent: {
    person: 'Cet appareil ne sait pas produire un hasard sûr ; rien n’a donc été envoyé.',
    practitioner: 'Cet appareil ne sait pas produire un hasard sûr. Utilisez-en un autre.',
  },
  recipient_other: {
    person: 'Vous aviez accepté de partager cela avec quelqu’un d’autre ; rien n’a donc été envoyé.',
    practitioner: `Le formulaire a confondu deux destinataires. ${formFault}`,
  },
  referral_closed: {
    person: 'Cette conversation est terminée.',
    practitioner: 'Cette demande est close ; plus rien n’est envoyé.',
  },
  referral_unknown: {
    person: 'Cette conversation n’est plus ici.',
    practitioner: 'Cette demande n’est pas ici : elle a pris fin et a été effacée, ou elle est sur un autre appareil.',
  },
  reply_forged: {
    person: 'Quelqu’un a répondu à la place de cette personne. La réponse n’est pas affichée. Prévenez la communauté.',
    practitioner: 'Une réponse portait une signature qui n’est ni la vôtre ni celle de votre équipe.',
  },
  reply_malformed: {
    person: 'Ce n’est pas une réponse, ou elle n’est pas entière.',
    practitioner: 'Ce n’est pas une réponse, ou elle n’est pas entière.',
  },
  reply_unopenable: {
    person: 'Ce message ne fait pas partie de cette conversation, ou il a été modifié en chemin.',
    practitioner: 'La personne n’a pas pu ouvrir cette réponse.',
  },
  root_equivocal: {
    person:
      'Cette communauté a dit deux choses différentes sur elle-même. La liste n’a pas été utilisée ; prévenez la communauté.',
    practitioner: `Deux manifestes différents portent le même numéro. ${tellLeadNow}`,
  },
  root_expired: {
    person: oldList,
    practitioner:
      'Le manifeste de la communauté a pris fin. Demandez à la personne responsable de le faire signer de nouveau.',
  },
  root_foreign: {
    person: unsafeList,
    practitioner: `Un manifeste d’une autre communauté se trouve parmi ceux de celle-ci. ${tellLead}`,
  },
  root_forged: {
    person: unsafeList,
    practitioner: `Une signature du manifeste de la communauté n’est pas la bonne. ${tellLead}`,
  },
  root_invalid: {
    person: damagedList,
    practitioner: 'Le champ « {field} » du manifeste de la communauté ne convient pas.',
  },
  root_rolled_back: {
    person: olderList,
    practitioner: `Le manifeste reçu est plus ancien que celui vu avant. ${tellLead}`,
  },
  root_rotation_unapproved: {
    person: unsafeList,
    practitioner:
      'Anciennes clés racines qui ont signé le nouveau manifeste : {signed} sur {required}. Faites-le signer par d’autres.',
  },
  root_signer_repeated: {
    person: unsafeList,
    practitioner: `Une même clé a signé deux fois le manifeste de la communauté. ${tellLead}`,
  },
  root_signer_unknown: {
    person: unsafeList,
    practitioner: `Une clé qui n’est pas une clé racine a signé le manifeste de la communauté. ${tellLead}`,
  },
  root_skipped: {
    person: unsafeList,
    practitioner: `Le manifeste de la communauté porte le numéro {found} au lieu du numéro {expected}. ${tellLead}`,
  },
  root_threshold_unmet: {
    person: unsafeList,
    practitioner:
      'Clés racines qui ont signé le manifeste de la communauté : {signed} sur {required}. Faites-le signer par d’autres.',
  },
  root_too_long: {
    person: largeList,
    practitioner: `Le manifeste de la communauté a changé trop souvent (limite : {limit}). ${tellLead}`,
  },
  root_untrusted: {
    person: unknownCommunity,
    practitioner: 'Les premières clés racines ne sont pas celles auxquelles ce programme doit faire confiance.',
  },
  statement_expired: {
    person: 'Cette fiche n’est plus à jour.',
    practitioner: 'Cette déclaration a pris fin. Signez-la de nouveau.',
  },
  statement_forged: {
    person: 'Cette fiche n’est pas digne de confiance ; elle n’a donc pas été utilisée.',
    practitioner: 'La signature de cette déclaration n’est pas la bonne.',
  },
  statement_invalid: {
    person: 'Cette fiche est abîmée ; elle n’a donc pas été utilisée.',
    practitioner: 'Le champ « {field} » de cette déclaration ne convient pas.',
  },
  statement_unheeded: {
    person:
      'Une chose dans cette liste a été dite par une personne à qui il ne revient pas de la dire ; elle a été écartée.',
    practitioner:
      'Il ne revient pas à la personne qui a signé de le dire : ni membre, ni approbatrice, ou plus de présentations qu’il n’y en a par période.',
  },
  store_unavailable: {
    person: 'Cet appareil n’a pas pu garder ce qu’il devait. Réessayez.',
    practitioner: 'Rien n’a pu être écrit dans votre boîte de réception. Rien n’est perdu ; réessayez.',
  },
  store_unopenable: {
    person: 'Ce que cet appareil a gardé ne s’ouvre pas avec cette clé. Rien n’a changé.',
    practitioner:
      'Votre boîte de réception ne s’ouvre pas avec cette clé, ou elle a été modifiée. L’essai n’a rien fait perdre ; cherchez la bonne clé.',
  },
  suite_unsupported: {
    person:
      'Cette personne utilise un type de clé plus récent que cette page. Choisissez une autre façon de la joindre.',
    practitioner: 'Ce programme ne connaît pas le type de certaines de ces clés. Ouvrez-les avec un plus récent.',
  },
  ticket_malformed: {
    person: 'Ce n’est pas le fichier enregistré, ou il n’est pas entier.',
    practitioner: 'Ce n’est pas un ticket enregistré, ou il n’est pas entier.',
  },
  ticket_unopenable: {
    person: 'Cela n’a pas pu être ouvert. Vérifiez les mots que vous avez choisis.',
    practitioner: 'Ce ticket n’a pas pu être ouvert avec cette clé.',
  },
  token_awaits_referral: {
    person: 'Ceci va avec un message qui n’est pas encore arrivé.',
    practitioner: 'Ceci va avec une demande qui ne vous est pas encore parvenue. C’est gardé en attendant.',
  },
  token_conflict: {
    person: notYours,
    practitioner: 'Un autre message est déjà arrivé sous le même numéro. Ne donnez pas suite à celui-ci.',
  },
  token_early: {
    person: 'L’heure de cet appareil semble fausse. Réglez-la et réessayez.',
    practitioner: 'Ce message est daté dans le futur. Vérifiez l’heure de cet appareil.',
  },
  token_expired: {
    person: 'Ce message a pris fin. Vous pouvez en écrire un nouveau.',
    practitioner: 'Ce message a pris fin. Vous ne pouvez plus lire son contenu.',
  },
  token_malformed: {
    person: 'Ce message n’est pas arrivé en entier. Essayez encore une fois le lien ou le code.',
    practitioner: 'Ce message n’est pas entier. Essayez encore une fois le lien ou le code.',
  },
  token_replayed: {
    person: 'Ce message a déjà été reçu.',
    practitioner: 'Vous avez déjà reçu ce message.',
  },
  token_unopenable: {
    person: notYours,
    practitioner: 'Ce message n’est pas pour vos clés, ou il a été modifié en chemin.',
  },
  token_unsupported: {
    person: 'Cette page ne sait pas lire ce type de message. Rechargez-la.',
    practitioner: 'Ce programme est trop ancien pour ce message. Mettez-le à jour.',
  },
  token_withdrawn: {
    person: 'Vous avez repris votre demande. Plus rien n’est envoyé.',
    practitioner: 'La personne a repris sa demande. Rien n’en est montré.',
  },
  vocabulary_unsupported: {
    person: 'Cette page ne sait pas lire les mots de cette liste. Rechargez la page.',
    practitioner:
      'La liste publiée utilise un vocabulaire dont ce programme ne connaît pas la forme. Mettez-le à jour.',
  },
}
