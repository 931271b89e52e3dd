import type { LocaleDefinition } from '@faker-js/faker'
import { type RecipeCountry, recipeCountries } from '../contract/recipes.ts'

/**
 * Names, cities, companies and phone numbers by country, as small locales for faker.
 * A name in another script is written with its Latin form, `陽菜/haruna`, which email addresses are made of.
 */

interface Country {
  readonly firstNames: string
  readonly lastNames: string
  readonly cities: string
  /** Suffixes of company names that consist of a family name. */
  readonly companies: string
  readonly dialCode: string
  /** Patterns of mobile numbers behind the code: `#` is any digit, `[a b]` one of these. */
  readonly phones: string
  readonly timezones: string
}

const countries: Readonly<Record<RecipeCountry, Country>> = {
  US: {
    firstNames:
      'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Carlos Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Andre Ashley Kevin Emily Brian Kimberly Tyrone Donna Aaliyah Michelle Jamal Carol Priya Amanda Wei Melissa Diego Deborah Grace Stephanie Noah Rebecca',
    lastNames:
      'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts',
    cities: 'Austin,Boston,Chicago,Denver,Houston,Los Angeles,Miami,New York,Phoenix,Portland,San Diego,Seattle',
    companies: 'Inc.,LLC,& Sons,Group,Partners,Holdings',
    dialCode: '+1',
    // Without 555: numbers such as +1 415 555 0110 are outcome numbers.
    phones:
      '[206 212 213 214 303 305 312 404 415 503 512 602 617 619 702 713 718 773 808 917][22 23 24 25 26 27 28 32 33 34 35 36 37 38 42 43 44 45 46 47 48 62 63 64 65 66 67 68 72 73 74 75 76 77 78]#####',
    timezones: 'America/New_York America/Chicago America/Denver America/Los_Angeles',
  },
  GB: {
    firstNames:
      'Oliver Amelia George Isla Harry Olivia Noah Ava Jack Emily Charlie Sophie Jacob Freya Alfie Poppy Freddie Lily Oscar Evie Leo Charlotte Archie Daisy Theo Florence Henry Alice Joshua Matilda Mohammed Rosie Callum Niamh Rhys Cerys Angus Eilidh Imran Zara',
    lastNames:
      "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan Hughes Edwards Turner Hill Cooper Ward Morris King Watson Harrison Morgan Baker Bennett O'Connor Campbell MacDonald Fraser Ahmed",
    cities: 'Belfast,Birmingham,Bristol,Cardiff,Edinburgh,Glasgow,Leeds,Liverpool,London,Manchester,Sheffield,York',
    companies: 'Ltd,plc,& Co,Group,Partners,& Daughters',
    dialCode: '+44',
    phones:
      '7[400 412 425 455 480 500 515 538 540 572 581 595 700 711 725 733 740 762 775 790 800 816 828 843 850 871 885 900 912 931 946 958 961 974 985]######',
    timezones: 'Europe/London',
  },
  DE: {
    firstNames:
      'Lukas Anna Leon Lena Finn Marie Jonas Sophie Paul Laura Felix Lea Maximilian Emma Elias Hannah Noah Mia Ben Leonie Jürgen Käthe Björn Jana Tobias Sabine Stefan Petra Matthias Monika Günther Ulrike Jörg Heike Andreas Claudia Emre Aylin Mehmet Elif',
    lastNames:
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Huber Kaiser Fuchs Weiß Yılmaz Groß',
    cities: 'Berlin,Bremen,Dresden,Düsseldorf,Frankfurt,Hamburg,Hannover,Köln,Leipzig,München,Nürnberg,Stuttgart',
    companies: 'GmbH,AG,GmbH & Co. KG,& Söhne,OHG,Gruppe',
    dialCode: '+49',
    phones: '[151 152 157 159 160 162 170 171 172 173 174 175 176 177 178 179]########',
    timezones: 'Europe/Berlin',
  },
  FR: {
    firstNames:
      'Gabriel Louise Léo Jade Raphaël Emma Louis Alice Arthur Chloé Jules Lina Hugo Léa Lucas Manon Adam Inès Théo Camille Maël Zoé Nathan Juliette Étienne Margaux Benoît Élodie Thierry Sylvie François Hélène Gérard Anaïs Mathieu Aurélie Karim Fatima Yanis Nour',
    lastNames:
      'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Benali',
    cities: 'Bordeaux,Dijon,Grenoble,Lille,Lyon,Marseille,Montpellier,Nantes,Nice,Paris,Rennes,Strasbourg',
    companies: 'SARL,SA,SAS,et Fils,Frères,Groupe',
    dialCode: '+33',
    phones: '[6 7]########',
    timezones: 'Europe/Paris',
  },
  ES: {
    firstNames:
      'Hugo Lucía Mateo Sofía Martín Martina Lucas María Leo Julia Daniel Paula Alejandro Valeria Manuel Emma Pablo Daniela Álvaro Carla Adrián Alba Mario Noa Diego Olivia Javier Carmen Íñigo Begoña Ramón Pilar Jesús Rocío Andrés Inés Sergio Nerea José Aitana',
    lastNames:
      'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez',
    cities: 'Alicante,Barcelona,Bilbao,Córdoba,Granada,Madrid,Málaga,Murcia,Sevilla,Valencia,Valladolid,Zaragoza',
    companies: 'S.L.,S.A.,e Hijos,Hermanos,Grupo,y Asociados',
    dialCode: '+34',
    phones: '6########',
    timezones: 'Europe/Madrid',
  },
  JP: {
    firstNames:
      '陽菜/haruna 蓮/ren 葵/aoi 湊/minato 結衣/yui 大翔/hiroto 凛/rin 悠真/yuma 美咲/misaki 樹/itsuki 花子/hanako 太郎/taro さくら/sakura 健太/kenta 優子/yuko 翔太/shota 真由美/mayumi 直樹/naoki 恵子/keiko 誠/makoto 由美/yumi 浩/hiroshi 愛/ai 拓也/takuya',
    lastNames:
      '佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura 小林/kobayashi 加藤/kato 吉田/yoshida 山田/yamada 佐々木/sasaki 山口/yamaguchi 松本/matsumoto 井上/inoue 木村/kimura 林/hayashi 清水/shimizu 山崎/yamazaki 森/mori 池田/ikeda 橋本/hashimoto 石川/ishikawa',
    cities: '福岡,広島,川崎,神戸,京都,名古屋,大阪,札幌,仙台,東京,横浜',
    companies: '株式会社,商店,工業,商事,製作所',
    dialCode: '+81',
    phones: '[70 80 90]########',
    timezones: 'Asia/Tokyo',
  },
  AE: {
    firstNames:
      'محمد/mohammed فاطمة/fatima أحمد/ahmed مريم/mariam خالد/khalid عائشة/aisha سعيد/saeed نورة/noura راشد/rashid شيخة/sheikha سلطان/sultan حصة/hessa عمر/omar ليلى/layla يوسف/yousef سارة/sara علي/ali هند/hind حمد/hamad ميثاء/maitha',
    lastNames:
      'المنصوري/almansoori الكعبي/alkaabi الشامسي/alshamsi النعيمي/alnuaimi المزروعي/almazrouei الظاهري/aldhaheri الهاشمي/alhashimi البلوشي/albalushi السويدي/alsuwaidi الزعابي/alzaabi المهيري/almheiri الحمادي/alhammadi العامري/alameri الفلاسي/alfalasi الكتبي/alketbi',
    cities: 'أبو ظبي,دبي,الشارقة,العين,عجمان,الفجيرة',
    companies: 'للتجارة,للخدمات,القابضة,وأولاده',
    dialCode: '+971',
    phones: '5[0 2 4 5 6 8]#######',
    timezones: 'Asia/Dubai',
  },
}

/** The names and patterns of one country, parsed. */
export interface ParsedCountry {
  readonly locale: LocaleDefinition
  /** What follows a family name in the name of a company. */
  readonly companies: readonly string[]
  readonly phones: readonly PhonePart[]
  readonly timezones: readonly string[]
  /** The Latin forms of names in another script, for email addresses. */
  readonly latin: ReadonlyMap<string, string>
}

/** A part of a phone number: one of several texts, or a text that a number of digits follows. */
type PhonePart = readonly string[] | { readonly start: string; readonly digits: number; readonly largest: number }

export function parseCountry(country: RecipeCountry): ParsedCountry {
  const { firstNames, lastNames, cities, companies, dialCode, phones, timezones } = countries[country]
  const latin = new Map<string, string>()
  const first = names(firstNames, latin)
  const last = names(lastNames, latin)
  const locale = {
    metadata: { title: country, code: country },
    person: { first_name: { generic: first }, last_name: { generic: last } },
    location: { city_name: cities.split(','), city_pattern: ['{{location.city_name}}'] },
  }
  return {
    locale,
    companies: companies.split(',').map((form) => (country === 'JP' ? form : ` ${form}`)),
    phones: phoneParts(dialCode + phones),
    timezones: timezones.split(' '),
    latin,
  }
}

/** The distinct names of a text. Their Latin forms are added to `latin`. */
function names(text: string, latin: Map<string, string>): string[] {
  const found = text.split(' ').map((name) => {
    const [native = '', form] = name.split('/')
    if (form !== undefined) latin.set(native, form)
    return native
  })
  return [...new Set(found)]
}

/** Letters that normalization does not split into a base letter and an accent. */
const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ø: 'o' }

/** A name as part of an email address: `juergenogross` for `Jürgen O'Groß`. */
export function toLatin(name: string): string {
  const lower = name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[äöüßıø]/g, (letter) => String(letters[letter]))
  return lower.normalize('NFD').replaceAll(/[^a-z]/g, '')
}

function phoneParts(pattern: string): PhonePart[] {
  return Array.from(pattern.matchAll(/([^[#]*)(?:\[([^\]]+)\]|(#+))/g), ([, start = '', choices = '', digits]) => {
    if (digits === undefined) return choices.split(' ').map((choice) => start + choice)
    return { start, digits: digits.length, largest: 10 ** digits.length - 1 }
  })
}

/** The country of a phone number, if it is in this table. */
export function countryOfPhone(phoneNumber: string): RecipeCountry | undefined {
  return recipeCountries.find((country) => phoneNumber.startsWith(countries[country].dialCode))
}
