"""Closed classes of Spanish words, as far as finding clauses needs them."""


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


CLITICS = words("me te se lo la los las le les nos os")
REFLEXIVES = words("me te se nos os")
SUBJECT_PRONOUNS = words(
    "yo tú vos usted él ella ello nosotros nosotras vosotros vosotras ustedes ellos ellas"
)
COORDINATORS = words("y e o u ni")
ADVERSATIVES = words("pero mas sino")
NEGATORS = words("no tampoco nunca jamás ni nadie nada ninguno ninguna ningún")
NEGATIVE_WORDS = words("nadie nada ningún ninguno ninguna ningunos ningunas nunca jamás tampoco")
HARD_STOPS = frozenset({".", "?", "!", ";", ":", "¿", "¡", "…"})
OPENING = frozenset({"(", "[", "—", "\u2013"})
CLOSING = frozenset({")", "]", "—", "\u2013"})
QUOTES = frozenset({'"', "«", "»", "“", "”", "'", "\u2018", "\u2019"})

DEFINITE = words(
    "el la los las lo este esta estos estas ese esa esos esas aquel aquella aquellos aquellas "
    "mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras "
    "del al ambos ambas dicho dicha dichos dichas"
)
INDEFINITE = words(
    "un una unos unas algún alguna algunos algunas cierto cierta ciertos ciertas varios "
    "varias otro otra otros otras uno alguno alguien algo"
)
UNIVERSAL = words("cualquier cualquiera cualesquiera todo toda todos todas cada")
QUANTIFIERS = words(
    "mucho mucha muchos muchas poco poca pocos pocas bastante bastantes demasiado demasiada "
    "demasiados demasiadas tanto tanta tantos tantas más menos dos tres cuatro cinco seis "
    "siete ocho nueve diez once doce cien mil medio media"
)
NOUN_OPENERS = (
    DEFINITE - {"la", "los", "las", "lo"}
    | INDEFINITE - {"alguien", "algo", "uno", "alguno"}
    | UNIVERSAL - {"todo", "toda", "todos", "todas", "cualquiera"}
    | words(
        "mejor peor mayor menor próximo próxima antiguo antigua propio propia único única último "
        "última nuevo nueva viejo vieja segundo segunda primera principal posible gran buen mal "
        "primer tercer san santo santa don doña señor señora ningún ninguna"
    )
)
"""Words that a noun, never a finite verb, follows."""
PREPOSITIONS = words(
    "a ante bajo con contra de desde durante en entre excepto hacia hasta mediante para por "
    "pro salvo sin sobre tras vía pa"
)
CONNECTIVE_PREPOSITIONS = words("a con de en para por")

SUBORDINATORS = words(
    "que si porque cuando aunque donde adonde mientras quien quienes cual cuales cuyo cuya "
    "cuyos cuyas cuanto cuanta cuantos cuantas como según conforme conque pues ojalá apenas "
    "quienquiera quienesquiera dondequiera"
)
INTERROGATIVES = words(
    "qué quién quiénes cuándo dónde adónde cómo cuál cuáles cuánto cuánta cuántos cuántas"
)
RELATIVES = words("que quien quienes cual cuales cuyo cuya cuyos cuyas donde adonde")
ARTICLES = words("el la los las lo")
FLEXIBLE = words("como según conforme mientras pues apenas cuanto cual cuando")
"""Subordinators that are as often something else: they need a verb near by."""

SMALL_ADVERBS = words(
    "ya también tampoco siempre nunca jamás aún todavía solo sólo muy más menos bien mal así "
    "casi hoy ayer mañana ahora luego después antes aquí allí ahí allá acá entonces quizá "
    "quizás tal vez incluso apenas tanto mucho poco además simplemente realmente finalmente "
    "sí no pronto tarde nuevamente recientemente inmediatamente siquiera acaso demasiado "
    "bastante"
)

NEVER_VERBS = words(
    "para como sobre entre bajo contra una uno nada este esta estas estos ese esa esas cada "
    "tras ante mas solo medio junto junta cerca todo toda tanto tanta media medias mismo "
    "misma si sino según porque aunque cuando donde mientras desde hasta hacia durante "
    "mediante ella poco poca mucho mucha bien mal más así aquí allí ahora luego tarde nunca "
    "siempre dos tres seis siete ocho nueve cero mil cien primero primera segundo segunda "
    "tercero tercera último cualquiera alguna ninguna otra otro menos salvo excepto ni y o u "
    "e a de en con por sin me te le les los las la lo se nos os mi tu su sus mis tus al del "
    "el un unos unas yo él nosotros ustedes usted que quien qué quién cómo cuándo dónde "
    "adonde san don doña pues pero apenas cuanto respecto acerca debajo encima delante detrás "
    "alrededor frente tampoco acaso quizás además arriba abajo atrás adelante ojalá rato "
    "través pesar anoche antaño norte sur oeste lunes martes jueves viernes enero marzo abril "
    "mayo junio julio agosto"
)

HOMOGRAPH_NOUNS = words(
    "escape mesa nave masa materia lado noche calle cama boca bosque brazo caza código colega "
    "cola consumo corona cosa coche cumbre curso centro dedo deporte derecho dieta década "
    "error espina esposa etapa época fama film filme fin final imagen interés isla lugar luna "
    "luz mapa margen memoria mención mérito miembro mina misa mitad molde mundo muro música "
    "negocio orden orilla origen oro panel pecado perro pila plata población postre pluma "
    "piel razón red reino rey río sal sala salud sangre semana serie sesión sierra signo "
    "silla sitio sol sombra suelo sueldo taller tarea teatro templo temporada tribuna turno "
    "urna uso vaso vela verano verso vicio voz zona libra liga lima línea pata pelo pena pez "
    "piso plan cuero meta rama rata rosa ruta seta soga tela tema teja torre vaca vara vena "
    "vida villa yema orquesta banda fábrica máquina capital estrella alarma bandera persona "
    "personas esperanza esperanzas apellido amistad desafío conjunto consuelo compinche "
    "brujas brujo circunstancia cantidad reina reinas arranque arte artista atraco bloque "
    "brecha cadena cadenas cascada cebo celda círculo colección comedia condición copo cresta "
    "crisis desayuno despegue doblete duelo ejercicio enredo entidad erudito estafa estatua "
    "evidencia favela galería garaje herencia hilera hormiga lector maestro marea martillo "
    "medalla mezcla miga monopolio obstáculo ocasión olor pacto palabra palma pasión patrulla "
    "pincel pirata plomo portón promedio puñal raíz rodeo sabor sacrificio silencio sonrisa "
    "tambor timbre tributo trono velas víspera caña copas aspecto contacto objetivo objetivos "
    "evento encanto espectáculo diálogo abrigo abuso aceite aceites acento acta acto acuerdo "
    "adelanto afecto agenda agrado agua aguas ajuste alcance alegría aleta alivio alza ama "
    "amiga amigo amo anuncio aporte apoyo apuesta apuro archivo arma armas arreglo asalto "
    "asiento asombro asunto atajo ataque atraso auge aumento aumentos auto autos avance ave "
    "avenida avería aves aviso ayuda ayudas ayuno baile bala balance barca barra barrio base "
    "bases batalla baño bebida beca beneficio beso bolsa bomba borde bota bote brillo brinco "
    "broma brote busca caja calma calor calza cambio camino campaña campo canal canta canto "
    "capa captura cara caracol carga cargo cargos carta casa casas casco castigo castillo "
    "causa causas caída celo cena censo cepillo cerca cerco cese charla cheque choque cierre "
    "cifra cifras cinta cita citas clamor clases clave claves cobertura cobre cobro cocina "
    "cocinas coma combate comida comienzo comienzos compra compras compromiso concierto "
    "condena condenas conducta conserva conservas consigna consulta consultas conteo contra "
    "contraste contrato copa copia coraje coral corral corte cortes cosas cosecha costa coste "
    "costo costumbre credo cruce crucero cría crítica críticas cuadra cuadro cuarto cuenta "
    "cuentas cuento cuentos cuerda cuesta cuestas culpa cultivo cultivos cura cursos cuya "
    "dama datos debate debates defecto defensa delirio demanda demandas demora denuncia "
    "denuncias derrota derrotas desarrollo descanso descarga descenso descuento deseo deseos "
    "desfile despacho despido destino desvío detalle detalles deuda deudas diario dibujo "
    "dibujos diferencia dique disco disculpa disculpas discurso diseño disfraz disparo "
    "disputa dita droga drogas ducha duda dudas dueña dueño eco elogio embargo embarque "
    "empate empeño empleo empresa encargo encuentro encuentros encuesta encuestas enlace "
    "ensayo entierro entorno entrada entrecote entrega entregas entrevista entrevistas envase "
    "envío equipo equipos escala escalas escudo esfuerzo esfuerzos espacio espera espía "
    "espías esquema estado estados estancia estilo estima estreno estudio estudios exceso "
    "excusa existencia extra fabrica falla fallo falta faltas fase fecha fechas festejo ficha "
    "fichas fiesta figura figuras fila filtra filtro financia finca firma firmas flor florero "
    "fondo forma formas foto fotografía fotos fracaso frase frecuencia freno frente fuego "
    "fuente fuerza fuerzas fuga fundamento fórmula gana ganas garantía garantías gasto gastos "
    "gesta gesto gestos gira giro gloria gobierno goce gol golpe gota grabado gracia gracias "
    "grado gratas grito gritos grupo grupos guarda guardia guerra gusto gustos guía guías "
    "habitación halago helada heredera hielo hierro hilo historia hoja honra hora horas hueco "
    "huelga huella huerto huida humo humor idea ideas iglesia impacto imperio importe impresa "
    "impreso impuesto impuestos impulso incendio indulto informe informes ingreso ingresos "
    "inicio inicios injuria insulto integro intento intentos intercambio juego juegos jugo "
    "juntas jura justicia juzgado labor labores labra lamento lanza lava leche lectura lente "
    "letra ley libera libro libros licencia ligas limite lista listas llama llamada llamadas "
    "llamas llanto llave llegada local lucha luchas límite límites madura magna malla mama "
    "mamá mancha manda mandato mando manejo manera manga mano manta manto marca marcas marcha "
    "marco marina marino mascota mata mate mañana medida medidas medio medios mejor mejora "
    "mejoras menta mente metas mira miras moda modelo modelos modo molestia moneda monte mora "
    "mosca motivo motivos muda muela muerte muestra muestras multa multas más nado nata "
    "negocios nombre nombres norma normas norte nota notas noticia novela novia nube número "
    "objeto objetos obligado obra obras ocaso odio oeste oferta ofertas oliva olvido onda "
    "ordenes otro pago pagos pala paliza palo papa papel papá parada pareja parejas paro "
    "parte partes partida partidas partido pasada pasado pase paso pasos patria patrocinio "
    "pausa pecho pedazo pega pela pelea peleas peligro pelota penas perdón peregrina perfil "
    "perfila permiso período pesa pesas pesca peso pesos pico pieza pinta pintas pisa pisada "
    "pista plaga planea planes planta plantas plato plaza plazo plazos pliegue poda poder "
    "polo porta portada porte posa posta practico precio precios preciso pregunta preguntas "
    "premio premios prenda prendas prensa presa presencia presente presidente preso presta "
    "prestigio presupuesto prima principio prisa proceso procesos producto programa programas "
    "progreso promesa promesas propina propuesta propuestas prosa protesta protestas provecho "
    "prueba pruebas práctica prácticas puebla pueblo pueblos puente puerta puesta puesto "
    "puestos pulso punta punto puntos pérdida queja quejas quema quinta rabia radio raja "
    "rango rapto rasgo rasgos raya rayo rayos realce rebaja rebajas receta recetas rechazo "
    "reclamo recorrido recorte recortes recreo recta recurso recursos reforma reformas "
    "refugio regalo regalos registro registros regla reglas regreso relato relatos relevo "
    "remate remedio renta rentas reparto reporte reportes reposo reproche requisa reserva "
    "reservas reseña respuesta respuestas resta restas resto restos resultado retiro reto "
    "retos retraso retrato revista revistas rezo riego riesgo riesgos risa ritmo rival robo "
    "roca rollo ronda rueda ruedas ruego ruido ruina saco salida salta salto saludo saludos "
    "salva salvo saque sea secuestro sello semilla sentencia sentido separa series sexta seña "
    "señal siembra siesta sigla siglo sitios soborno sobra sobras sobre socio sonda sopa "
    "soplo sorpresa sorpresas sospecha sospechas subasta subida suerte sueño sueños sufragio "
    "sujeto suma sumas surco sureste surte susto tacha tacto tala talla tango tanque tapa "
    "tapas tarde tardes tareas tarifa tasa tasas taza temas tempo tercio texto tiempo tienda "
    "tinta tira tiro tiros titula toma tono toque tormenta torno toro trabajo trabajos traje "
    "trajes trama trampa trampas tranca trance transporte traslado trata tratado trato trazo "
    "trenza trofeo tropa tropas trueno tránsito turnos término título usados usos uña vacío "
    "valla varios velo venda venta ventaja ventas vestido vez viaje viajes vino vinos visita "
    "visitas vista vistas voto votos vuelo vuelos vuelta vueltas vía yerba zanja zumo íntegra "
    "órdenes"
)
"""Nouns that look like a finite verb: a verb only with a sign of it beside."""

HOMOGRAPH_ADJECTIVES = words(
    "positiva positivo negativa negativo española humana humano tranquila tranquilo graves "
    "maya intermedia intermedio estrecha estrecho ancha profana profano urbana urbano legal "
    "legítima legítimo rica rico sucia sucio ronca ronco torpe triste tierna intensa intenso "
    "idónea ajena ajeno activas actual alegre amena áspera atenta atento blanca blanco breve "
    "caliente calma cierta civil clásica comparativa cotidiana crónica culta débil diestra "
    "diversa diverso eterna eterno falsa falso fresca fresco gorda gris hermana humilla "
    "inferior inmensa júnior laica manifiesta manifiesto marginal matriz mejor mejores "
    "mínimas módica moderna moderno morena normal original particular pequeña perpetua "
    "perpetuo popular primera promiscua pública público quieta real recta recto redonda "
    "regular renta sabia similar singular social superior tensa tenso universal vacía vacío "
    "veloz zurda meses sincera sincero frecuenta fecunda fecundo absoluta absoluto abstracta "
    "activa activo adecuada alta alto amarga amargo baja bajo cansado clara claro completa "
    "completo concreta concreto contenta contento correcta correcto célebre dicho directa "
    "directo discreta discreto distinta distinto dura duro entera entero estricta exacta "
    "exacto extrema extremo fiel fija fría frío grave humilde igual inquieta inquieto junta "
    "justa larga largo lenta lento libre limpio listo llano llena lleno loca loco media "
    "molesta molesto muerta muerto muertos médica médico mínima mínimo nueva nuevo oficial "
    "oscura oscuro perfecta perfecto pesada pesadas plena pleno pobre previa previo pronta "
    "pronto propia propio práctica_ práctico próxima pura puro rebelde rota roto rápida sana "
    "sano santa seca seco secreta secreto segunda segundo segura seguro seguros seria serio "
    "solo solos suave suelta suelto sumo supuesto total usada usadas usado usual verde visto "
    "viva vivas vivo vivos válida válido íntegro íntimo última último única único"
)
"""Adjectives and participles that look like a finite verb."""

EVERYDAY_VERBS = words(
    "apostar velar invitar tratar luchar pretender requerir obtener incluir contener preparar "
    "marcar atender defender entregar acercar ser estar haber tener hacer decir poder querer "
    "saber ver creer deber venir dar poner salir ir pensar seguir necesitar llegar pasar "
    "parecer quedar dejar llevar encontrar llamar hablar volver conocer vivir sentir mirar "
    "contar empezar esperar buscar existir entrar trabajar escribir perder producir ocurrir "
    "entender pedir recibir recordar terminar permitir aparecer conseguir comenzar servir "
    "sacar mantener resultar leer caer cambiar presentar crear abrir considerar oír acabar "
    "convertir ganar formar traer partir morir aceptar realizar suponer comprender lograr "
    "explicar preguntar tocar reconocer estudiar alcanzar nacer dirigir correr utilizar pagar "
    "ayudar gustar jugar escuchar cumplir ofrecer descubrir levantar intentar usar decidir "
    "repetir olvidar valer comer mostrar ocupar mover continuar suceder fijar referir dedicar "
    "aprender comprar evitar interesar cerrar importar enseñar recomendar preferir desear "
    "temer dudar negar afirmar asegurar exigir ordenar mandar prohibir proponer sugerir "
    "aconsejar rogar insistir alegrar lamentar encantar molestar preocupar sorprender doler "
    "dormir subir bajar viajar beber cantar bailar llover costar faltar crecer vender romper "
    "responder anunciar señalar indicar añadir declarar advertir avisar confirmar admitir "
    "prometer obligar animar impedir conducir elegir enviar regalar llorar reír sonreír casar "
    "mentir cocinar limpiar visitar esconder aprobar acordar soñar imaginar demostrar "
    "significar bastar convenir merecer soler caber andar huir construir destruir oler reunir "
    "celebrar"
)
"""Verbs that a form is taken to belong to before any rarer one."""
STATIVE = words(
    "ser estar haber tener deber poder querer saber parecer creer existir soler necesitar "
    "conocer faltar llamar vivir costar valer significar pertenecer preferir quedar seguir"
)
"""Verbs of a state rather than an event."""
