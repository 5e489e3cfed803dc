"""What the guide says, in each language; `%(…)s` is filled in, and so a per cent sign is `%%`."""

from app.content.model.localised import Localised
from app.letters.printed_texts import CALIBRATION

GUIDE = {
    "guide": Localised({"en": "Guide", "ru": "Памятка", "kk": "Жадынама"}),
    "title": Localised(
        {
            "en": "Print, sign, fold, post",
            "ru": "Напечатать, подписать, сложить, отправить",
            "kk": "Басып шығару, қол қою, бүктеу, жіберу",
        }
    ),
    "for_you": Localised(
        {
            "en": "This guide is for you alone. It does not go into the envelope.",
            "ru": "Эта памятка — только для вас. В конверт её не кладут.",
            "kk": "Бұл жадынама тек Сізге арналған. Ол конвертке салынбайды.",
        }
    ),
    "letter_to": Localised(
        {
            "en": "Letter to: %(office)s",
            "ru": "Письмо. Адресат: %(office)s",
            "kk": "Хат. Алушысы: %(office)s",
        }
    ),
    "only_in": Localised(
        {
            "en": "%(text)s (not translated yet: %(language)s)",
            "ru": "%(text)s (пока без перевода, язык: %(language)s)",
            "kk": "%(text)s (әзірге аударылмаған, тілі: %(language)s)",
        }
    ),
    "copy_to": Localised(
        {
            "en": "Copy to: %(office)s",
            "ru": "Копия. Адресат: %(office)s",
            "kk": "Көшірме. Алушысы: %(office)s",
        }
    ),
}
"""The names of the guide and of its parts."""

CHECKLIST = {
    "before": Localised(
        {
            "en": "Before you post",
            "ru": "Перед отправкой",
            "kk": "Жіберер алдында",
        }
    ),
    "print": Localised(
        {
            "en": "Print at 100\u00a0%%, not “fit to page”, on one side of the sheet.",
            "ru": "Напечатайте в масштабе 100\u00a0%%, на одной стороне листа.",
            "kk": "100\u00a0%% масштабпен, парақтың бір жағына басып шығарыңыз.",
        }
    ),
    "read": Localised(
        {
            "en": "Read every line. You sign what it says.",
            "ru": "Прочитайте каждую строку: вы её подписываете.",
            "kk": "Әр жолын оқып шығыңыз: соған қол қоясыз.",
        }
    ),
    "read_beside": Localised(
        {
            "en": "Read every line. You sign what it says: see the translation.",
            "ru": "Прочитайте каждую строку: вы её подписываете. Перевод — ниже.",
            "kk": "Әр жолын оқыңыз: соған қол қоясыз. Аудармасы төменде.",
        }
    ),
    "read_untranslated": Localised(
        {
            "en": "Read every line. You sign what it says. There is no translation yet.",
            "ru": "Прочитайте каждую строку: вы её подписываете. Перевода пока нет.",
            "kk": "Әр жолын оқыңыз: соған қол қоясыз. Аудармасы әзірге жоқ.",
        }
    ),
    "sign_full": Localised(
        {
            "en": "Sign by hand, in ink, above your name.",
            "ru": "Подпишите от руки, чернилами, над своим именем.",
            "kk": "Аты-жөніңіздің үстіне өз қолыңызбен, сиямен қол қойыңыз.",
        }
    ),
    "sign_initials": Localised(
        {
            "en": "Sign with your initials, by hand and in ink, above the printed ones.",
            "ru": "Поставьте от руки, чернилами, свои инициалы над напечатанными.",
            "kk": "Басылған инициалдардың үстіне өз қолыңызбен, сиямен инициалдарыңызды қойыңыз.",
        }
    ),
    "sign_blank": Localised(
        {
            "en": "Sign by hand, in ink.",
            "ru": "Подпишите от руки, чернилами.",
            "kk": "Өз қолыңызбен, сиямен қол қойыңыз.",
        }
    ),
    "fold_marks": Localised(
        {
            "en": "Fold at the marks on the left edge, as drawn below.",
            "ru": "Сложите лист по меткам у левого края, как на рисунке ниже.",
            "kk": "Парақты белгілері бойынша, төмендегі суреттегідей бүктеңіз.",
        }
    ),
    "fold_half": Localised(
        {
            "en": "Fold the sheet once, in the middle, as drawn below.",
            "ru": "Сложите лист один раз, посередине, как на рисунке ниже.",
            "kk": "Парақты дәл ортасынан бір рет, төмендегі суреттегідей бүктеңіз.",
        }
    ),
    "fold_free": Localised(
        {
            "en": "Fold the sheet to fit your envelope, as drawn below.",
            "ru": "Сложите лист по размеру конверта, как на рисунке ниже.",
            "kk": "Парақты конверттің өлшеміне қарай, төмендегі суреттегідей бүктеңіз.",
        }
    ),
    "slide": Localised(
        {
            "en": "Slide it in. The whole address must show, and nothing else.",
            "ru": "Вложите в конверт: в окне должен быть виден весь адрес, и только он.",
            "kk": "Конвертке салыңыз: терезеден мекенжай толық, тек сол ғана көрінсін.",
        }
    ),
    "write": Localised(
        {
            "en": "Write the address on the envelope by hand, or print it.",
            "ru": "Напишите адрес на конверте от руки или напечатайте его.",
            "kk": "Мекенжайды конвертке қолмен жазыңыз немесе басып шығарыңыз.",
        }
    ),
    "copy": Localised(
        {
            "en": "A copy is two sheets: lay the covering letter upon the one marked “%(mark)s”, "
            "sign it alone, and fold both together.",
            "ru": "Копия — это два листа: положите сопроводительное письмо на лист с пометкой "
            "«%(mark)s», подпишите только его и сложите оба листа вместе.",
            "kk": "Көшірме екі парақтан тұрады: ілеспе хатты «%(mark)s» деген белгісі бар "
            "парақтың үстіне қойып, тек соған қол қойыңыз да, екеуін бірге бүктеңіз.",
        }
    ),
    "post": Localised(
        {
            "en": "Put on the postage, and post it.",
            "ru": "Оплатите пересылку и отправьте письмо.",
            "kk": "Пошта ақысын төлеп, хатты жіберіңіз.",
        }
    ),
}
"""What is ticked off, in its order; of several for one step, the one that holds is printed."""

FOLDING = {
    "fold": Localised({"en": "Fold", "ru": "Как сложить", "kk": "Қалай бүктеледі"}),
    "drawing": Localised(
        {
            "en": "The sheet, how it is folded, and its envelope.",
            "ru": "Лист, как его складывают, и его конверт.",
            "kk": "Парақ, оның бүктелуі және конверті.",
        }
    ),
    "drawn_marks": Localised(
        {
            "en": "1\u00a0Printed side up. 2\u00a0Lower third up. 3\u00a0Upper third back: the "
            "address is outside. 4\u00a0Into the envelope: %(envelope)s.",
            "ru": "1\u00a0Текстом вверх. 2\u00a0Нижнюю треть — вверх. 3\u00a0Верхнюю треть — "
            "назад: адрес снаружи. 4\u00a0В конверт: %(envelope)s.",
            "kk": "1\u00a0Мәтіні жоғары. 2\u00a0Төменгі үштен бірі — жоғары. 3\u00a0Жоғарғы үштен "
            "бірі — артқа: мекенжай сыртында. 4\u00a0Конвертке: %(envelope)s.",
        }
    ),
    "drawn_half": Localised(
        {
            "en": "1\u00a0Printed side up. 2\u00a0Lower half back: the address is outside. "
            "3\u00a0Into the envelope: %(envelope)s. The marks on the left edge are for narrower "
            "envelopes.",
            "ru": "1\u00a0Текстом вверх. 2\u00a0Нижнюю половину — назад: адрес снаружи. 3\u00a0В "
            "конверт: %(envelope)s. Метки у левого края — для более узких конвертов.",
            "kk": "1\u00a0Мәтіні жоғары. 2\u00a0Төменгі жартысы — артқа: мекенжай сыртында. "
            "3\u00a0Конвертке: %(envelope)s. Сол жақтағы белгілер енсіздеу конверттерге арналған.",
        }
    ),
    "drawn_free": Localised(
        {
            "en": "1\u00a0Printed side up. 2\u00a0Lower third up. 3\u00a0Upper third back. "
            "4\u00a0Into the envelope.",
            "ru": "1\u00a0Текстом вверх. 2\u00a0Нижнюю треть — вверх. 3\u00a0Верхнюю треть — "
            "назад. 4\u00a0В конверт.",
            "kk": "1\u00a0Мәтіні жоғары. 2\u00a0Төменгі үштен бірі — жоғары. 3\u00a0Жоғарғы үштен "
            "бірі — артқа. 4\u00a0Конвертке.",
        }
    ),
}
"""How the sheet goes into its envelope, by the ways of folding it."""

POSTING = {
    "no_window": Localised({"en": "No window?", "ru": "Нет окна?", "kk": "Терезесі жоқ па?"}),
    "address": Localised({"en": "Address", "ru": "Адрес", "kk": "Мекенжай"}),
    "no_window_text": Localised(
        {
            "en": "On an envelope without a window, write this, the country in capitals:",
            "ru": "На конверте без окна напишите, страну — прописными буквами:",
            "kk": "Терезесіз конвертке мынаны жазыңыз, елдің атын — бас әріптермен:",
        }
    ),
    "address_text": Localised(
        {
            "en": "Write this in the middle of the envelope, the country in capitals:",
            "ru": "Напишите посередине конверта, страну — прописными буквами:",
            "kk": "Конверттің ортасына мынаны жазыңыз, елдің атын — бас әріптермен:",
        }
    ),
    "unconfirmed": Localised(
        {
            "en": "The address of this office has been unconfirmed since %(date)s.",
            "ru": "Этот адрес давно не подтверждался; последнее подтверждение: %(date)s.",
            "kk": "Бұл мекенжай көптен бері расталмаған; соңғы рет расталған кезі: %(date)s.",
        }
    ),
    "postage": Localised({"en": "Postage", "ru": "Пересылка", "kk": "Пошта ақысы"}),
    "by_air": Localised(
        {
            "en": "Write %(air)s at the upper left of the envelope, or ask at the counter for the "
            "label.",
            "ru": "Напишите %(air)s в левом верхнем углу конверта или попросите на почте наклейку.",
            "kk": "Конверттің сол жақ жоғарғы бұрышына %(air)s деп жазыңыз немесе жапсырмасын "
            "сұраңыз.",
        }
    ),
    "costs": Localised(
        {
            "en": "Postage: %(postage)s.",
            "ru": "Стоимость пересылки: %(postage)s.",
            "kk": "Жіберу ақысы: %(postage)s.",
        }
    ),
    "ask_abroad": Localised(
        {
            "en": "Ask at the counter for the postage of a letter abroad, by air.",
            "ru": "Спросите на почте, сколько стоит письмо за границу авиапочтой.",
            "kk": "Шетелге әуе поштасымен жіберілетін хаттың ақысын поштадан сұраңыз.",
        }
    ),
    "ask_inland": Localised(
        {
            "en": "Ask at the counter for the postage of a letter within the country.",
            "ru": "Спросите на почте, сколько стоит письмо внутри страны.",
            "kk": "Ел ішінде жіберілетін хаттың ақысын поштадан сұраңыз.",
        }
    ),
    "until": Localised({"en": "Until when", "ru": "До какого дня", "kk": "Қашанға дейін"}),
    "until_text": Localised(
        {
            "en": "The letter names %(holder)s (last seen in this office: %(date)s). After "
            "%(until)s, look at the site before you post it: the office may have changed hands.",
            "ru": "Имя в письме: %(holder)s (последнее сообщение в этой должности: %(date)s). "
            "После %(until)s сначала проверьте на сайте, не занял ли её другой человек.",
            "kk": "Хаттағы есім: %(holder)s (осы қызметте екені туралы соңғы мәлімет: %(date)s). "
            "%(until)s күнінен кейін алдымен орнына басқа адам келген-келмегенін сайттан қараңыз.",
        }
    ),
}
"""What depends on to whom the letter goes."""

AFTERWARDS = {
    "next": Localised({"en": "What happens next", "ru": "Что дальше", "kk": "Әрі қарай не болады"}),
    "reply": Localised(
        {
            "en": "A reply, if one comes, goes to the address on the letter; it may take months. "
            "Whether there will be one is not known.",
            "ru": "Ответ, если он будет, придёт по адресу, указанному в письме; это может занять "
            "месяцы. Ответят ли на письмо, неизвестно.",
            "kk": "Жауап берілсе, ол хаттағы мекенжайға келеді; бұған бірнеше ай кетуі мүмкін. "
            "Жауап беріле ме, белгісіз.",
        }
    ),
    "no_reply": Localised(
        {
            "en": "The letter does not have your full address: no reply can reach you.",
            "ru": "В письме нет вашего полного адреса: ответ до вас дойти не сможет.",
            "kk": "Хатта толық мекенжайыңыз жоқ: жауап Сізге жете алмайды.",
        }
    ),
    "report": Localised(
        {
            "en": "A reply, or a letter that came back: tell %(contact)s. Both help the next "
            "sender.",
            "ru": "Если придёт ответ или письмо вернётся, сообщите: %(contact)s. И то и другое "
            "поможет тем, кто напишет после вас.",
            "kk": "Жауап келсе немесе хат қайтып келсе, мына жерге хабарлаңыз: %(contact)s. Екеуі "
            "де Сізден кейін жазатындарға көмектеседі.",
        }
    ),
    "ties": Localised({"en": "With ties there", "ru": "Связи со страной", "kk": "Елмен байланыс"}),
    "ties_text": Localised(
        {
            "en": "If you have family in the country, are its citizen or plan to travel there, "
            "think twice before you post, or sign with initials and town. A letter without name "
            "and address may be treated as anonymous and left without an answer.",
            "ru": "Если у вас там семья, если вы гражданин этой страны или собираетесь туда "
            "поехать, подумайте дважды, прежде чем отправлять, или подпишите инициалами и "
            "названием города. Письмо без имени и адреса могут счесть анонимным и оставить без "
            "ответа.",
            "kk": "Ол жақта отбасыңыз болса, сол елдің азаматы болсаңыз немесе сапарға шығуды "
            "жоспарласаңыз, жіберер алдында жақсылап ойланыңыз немесе инициалдармен және қаланың "
            "атымен қол қойыңыз. Аты-жөні мен мекенжайы жоқ хат анонимдік деп саналып, жауапсыз "
            "қалуы мүмкін.",
        }
    ),
    "last_reported": Localised(
        {
            "en": "The case as last reported: %(date)s. If weeks have passed since you printed "
            "the letter, look at the case again before you post it.",
            "ru": "Последнее сообщение о деле: %(date)s. Если после печати прошли недели, перед "
            "отправкой снова посмотрите страницу дела.",
            "kk": "Іс туралы соңғы хабар: %(date)s. Басып шығарғаныңызға бірнеше апта өтсе, "
            "жіберер алдында істің бетін тағы қараңыз.",
        }
    ),
    "cases_last_reported": Localised(
        {
            "en": "The cases as last reported: %(cases)s. If weeks have passed since you printed "
            "the letters, look at the cases again before you post them.",
            "ru": "Последние сообщения о делах: %(cases)s. Если после печати прошли недели, перед "
            "отправкой снова посмотрите страницы дел.",
            "kk": "Істер туралы соңғы хабарлар: %(cases)s. Басып шығарғаныңызға бірнеше апта "
            "өтсе, жіберер алдында істердің беттерін тағы қараңыз.",
        }
    ),
}
"""What holds for every letter once it is posted, and before that for who has ties there."""

TRANSLATION = {
    "signed": Localised(
        {
            "en": "What you sign",
            "ru": "Что вы подписываете",
            "kk": "Неге қол қоясыз",
        }
    ),
    "sides": Localised(
        {
            "en": "On the left, the letter as it is posted; on the right, the same letter in your "
            "language, which is not posted.",
            "ru": "Слева — письмо, как оно отправляется; справа — то же письмо на вашем языке, "
            "его не отправляют.",
            "kk": "Сол жақта — хаттың жіберілетін мәтіні; оң жақта — сол хаттың өз тіліңіздегі "
            "мәтіні, ол жіберілмейді.",
        }
    ),
    "sides_other": Localised(
        {
            "en": "On the left, the letter as it is posted; on the right, the same letter in "
            "another language, which is not posted. It is not translated into yours yet.",
            "ru": "Слева — письмо, как оно отправляется; справа — то же письмо на языке, на "
            "который оно переведено, его не отправляют. На вашем языке его пока нет.",
            "kk": "Сол жақта — хаттың жіберілетін мәтіні; оң жақта — сол хаттың аударылған "
            "тілдегі мәтіні, ол жіберілмейді. Өз тіліңізде ол әзірге жоқ.",
        }
    ),
    "own": Localised(
        {
            "en": "Your own words, not translated",
            "ru": "Ваши собственные слова, без перевода",
            "kk": "Өз сөзіңіз, аударылмаған",
        }
    ),
}
"""The page with the letter in both languages."""

TEXTS = {
    "not_posted": CALIBRATION["not_posted"],
    **GUIDE,
    **CHECKLIST,
    **FOLDING,
    **POSTING,
    **AFTERWARDS,
    **TRANSLATION,
}
"""All of them by name."""
