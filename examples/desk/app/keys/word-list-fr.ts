/** 256 short, everyday French words, written without accents so that every keyboard has them, and hard to mistake for each other; our own choice. */
export const frenchWords: readonly string[] = (
  'abeille abricot agneau aigle ail ami ananas ancre arbre arc artiste atelier atlas avion bague balcon ' +
  'bambou banane barque bateau biche bijou bille biscuit blason bois bonbon bonnet bottes boucle bougie bras ' +
  'brique brise brume bureau cabane cadeau cage cahier caillou camion canard canne canot carotte carte ' +
  'castor cerf chaise chameau champ chat chemin cheval cigale ciseau clou cochon colline colombe concert ' +
  'corbeau corde coton coupe craie dauphin dragon dune escargot facteur farine faucon fauteuil ferme feuille ' +
  'ficelle figue fleur flocon foin fontaine forge four fourmi fraise fromage gant garage gare genou gilet ' +
  'girafe givre glace gomme graine grenier grillon grotte guitare hamac harpe herbe hibou horloge houx huile ' +
  'igloo jambe jardin jonc joue journal jupe kayak lac laine lait lampe lapin laurier lavande lilas lime lin ' +
  'loup loutre lunette lutin main mangue manteau marais marche marmite marron melon menthe merle miel miroir ' +
  'moineau montre mouche moulin mousse mur muscade navet neige nid noix nuage oasis oie olive orange orgue ' +
  'ours paon papier parapluie pastel patin pavot peigne pelle perdrix phare piano pierre pigeon pile pinceau ' +
  'piscine placard plage planche plateau plume poche poire poisson pont porte potage poulet prairie prune ' +
  'puits pull quai quiche radio raisin rameau rasoir renard requin rideau rivage riz robe robinet ruban ' +
  'ruche ruelle sable safran saison salade sardine saumon savon serpent serrure singe soleil sommet stylo ' +
  'sucre tableau tambour tapis tasse taupe taureau tente terrasse tigre timbre toile toit tomate tonneau ' +
  'torche tortue train tresse tricot truite tulipe tunnel usine vache valise vallon vanille veste vigne ' +
  'village violon volcan wagon '
)
  .trim()
  .split(' ')
