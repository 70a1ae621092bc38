/** 256 short, everyday Spanish words, written without accents so that every keyboard has them, and hard to mistake for each other; our own choice. */
export const spanishWords: readonly string[] = (
  'abeja abrigo aguja ajedrez ajo alambre aldea almeja ancla arado arena armario arpa arroz atlas avispa ' +
  'azucar bahia baile balcon ballena bambu banco barca barrio baston bebida bellota bolsa bosque bota ' +
  'botella brazo brisa broche buzon caballo cable cabra cacao cactus cafe camello camino campana canasta ' +
  'canela canoa caracol carbon carpeta casa cascada cebolla cedro cesta chaleco cielo ciervo cinta circo ' +
  'cocina cohete collar cometa concha copa coral corcho cristal cuchara cuento cuerda delfin desierto dragon ' +
  'ducha duende elefante erizo espejo espiga estrella faro feria flauta flecha fogata fresa fruta fuente ' +
  'galleta gallo ganso gato gaviota girasol globo gorra granja grillo guante guitarra helado herradura hilo ' +
  'hoguera hoja hongo hormiga horno huerta hueso humo iglu isla jabon jardin jarra jaula jirafa joya ' +
  'ladrillo lago lampara lana lapiz laurel leche lechuza lengua lente lienzo lima limon linterna llave ' +
  'lluvia madera maleta mango manta mapa marea margarita martillo mesa miel molino moneda monte mosca mueble ' +
  'museo naranja nariz nave nido niebla nieve noria nube nuez oasis olla oso oveja paella paloma panal ' +
  'pantalla papel paraguas pared parque pastel patio pavo payaso pera perro piano piedra pincel pirata ' +
  'piscina pizarra planeta plato playa pluma pozo pradera puerto pulpo quinta radio rama raqueta rayo reloj ' +
  'remo resorte rey rincon rio roble rosa rueda sabana sal salmon sandia sapo sauce seda semilla sendero ' +
  'silla sirena sombrero tambor tarta taza techo tela templo tesoro tienda tigre tijera timbre tomate topo ' +
  'torre tortuga trebol tren trigo trompeta tulipan uva vaca valle vapor veleta ventana verano viento violin ' +
  'volcan yate yegua zanahoria zapato zorro '
)
  .trim()
  .split(' ')
