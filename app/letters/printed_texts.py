"""What is printed beside and with letters, in each language; quantities and names are filled in."""

from app.content.model.localised import Localised

ENVELOPES_OF_SIZE = Localised(
    {"en": "Envelopes %(size)s", "ru": "Конверты %(size)s", "kk": "%(size)s конверттері"}
)
LABELS_OF_SHEET = Localised(
    {"en": "Labels %(sheet)s", "ru": "Наклейки %(sheet)s", "kk": "%(sheet)s жапсырмалары"}
)
COPY = Localised({"en": "Copy", "ru": "Копия", "kk": "Көшірме"})
"""The mark on a letter that is printed again to go out with a covering letter."""

COVERING = {
    "subject": Localised(
        {
            "en": "Copy of a letter: %(subject)s",
            "ru": "Копия письма: %(subject)s",
            "kk": "Хат көшірмесі: %(subject)s",
        }
    ),
    "sends": Localised(
        {
            "en": "Please find enclosed a copy of my letter of %(date)s. "
            "It is addressed to: %(office)s.",
            "ru": "Направляю Вам копию моего письма от %(date)s. Адресат письма: %(office)s.",
            "kk": "Сізге %(date)s күні жазған хатымның көшірмесін жолдап отырмын. "
            "Хаттың алушысы: %(office)s.",
        }
    ),
    "asks": Localised(
        {
            "en": "I ask you to take note of it.",
            "ru": "Прошу Вас принять его к сведению.",
            "kk": "Онымен танысуыңызды сұраймын.",
        }
    ),
    "asks_embassy": Localised(
        {
            "en": "I ask you to take note of it and to pass it on to the authorities of your "
            "country that it concerns.",
            "ru": "Прошу Вас принять его к сведению и передать тем органам Вашей страны, "
            "которых оно касается.",
            "kk": "Онымен танысып, оны еліңіздің тиісті органдарына жеткізуіңізді сұраймын.",
        }
    ),
}
"""The letter that goes on top of a copy; it may ask for nothing but to be read and passed on."""

STATIONERY_NAMES = {
    "din-5008-b": Localised(
        {
            "en": "DL, C6/5, C5: window left",
            "ru": "DL, C6/5, C5: окно слева",
            "kk": "DL, C6/5, C5: терезесі сол жақта",
        }
    ),
    "din-5008-a": Localised(
        {
            "en": "DL, C6/5: window left, high",
            "ru": "DL, C6/5: окно слева, высоко",
            "kk": "DL, C6/5: терезесі сол жақта, жоғарыда",
        }
    ),
    "swiss-right": Localised(
        {
            "en": "Swiss C6/5: window right",
            "ru": "Швейцарский C6/5: окно справа",
            "kk": "Швейцариялық C6/5: терезесі оң жақта",
        }
    ),
    "swiss-left": Localised(
        {
            "en": "Swiss C5: window left",
            "ru": "Швейцарский C5: окно слева",
            "kk": "Швейцариялық C5: терезесі сол жақта",
        }
    ),
    "french": Localised(
        {
            "en": "French DL: window right",
            "ru": "Французский DL: окно справа",
            "kk": "Франциялық DL: терезесі оң жақта",
        }
    ),
    "us-10": Localised(
        {
            "en": "US #10, Letter paper",
            "ru": "Американский №\u00a010, бумага Letter",
            "kk": "АҚШ №\u00a010, Letter пішімді қағаз",
        }
    ),
    "plain-a4": Localised(
        {
            "en": "No window, A4 paper",
            "ru": "Без окна, бумага A4",
            "kk": "Терезесіз, A4 пішімді қағаз",
        }
    ),
    "plain-letter": Localised(
        {
            "en": "No window, Letter paper",
            "ru": "Без окна, бумага Letter",
            "kk": "Терезесіз, Letter пішімді қағаз",
        }
    ),
}
"""The stationery's names, as the site has them."""

PAPER_SIZE = Localised(
    {
        "en": "%(paper)s, %(width)s × %(height)s mm",
        "ru": "%(paper)s, %(width)s × %(height)s мм",
        "kk": "%(paper)s, %(width)s × %(height)s мм",
    }
)

CALIBRATION = {
    "title": Localised(
        {"en": "Calibration page", "ru": "Проверочная страница", "kk": "Тексеру беті"}
    ),
    "not_posted": Localised(
        {"en": "Not to be posted", "ru": "Не для отправки", "kk": "Поштаға салуға арналмаған"}
    ),
    "drawing": Localised(
        {
            "en": "Rulers in millimetres along all four sides, and a frame.",
            "ru": "Линейки в миллиметрах по всем четырём сторонам и рамка.",
            "kk": "Төрт жағының бәрінде миллиметрлік сызғыштар және жақтау.",
        }
    ),
    "size": Localised({"en": "Size", "ru": "Размер", "kk": "Өлшемі"}),
    "line": Localised(
        {
            "en": "A line of 100\u00a0mm, divided into centimetres.",
            "ru": "Линия длиной 100\u00a0мм, разделённая на сантиметры.",
            "kk": "Сантиметрге бөлінген, ұзындығы 100\u00a0мм сызық.",
        }
    ),
    "size_text": Localised(
        {
            "en": "This line is 100\u00a0mm long. If it is shorter, your printer shrinks: "
            "print at 100\u00a0%, not “fit to page”.",
            "ru": "Длина этой линии — 100\u00a0мм. Если она короче, принтер уменьшает страницу: "
            "печатайте в масштабе 100\u00a0%, а не «по размеру страницы».",
            "kk": "Бұл сызықтың ұзындығы — 100\u00a0мм. Одан қысқа болса, принтер бетті "
            "кішірейтіп тұр: «бетке сыйғызу» емес, 100\u00a0% масштабпен басып шығарыңыз.",
        }
    ),
    "place": Localised({"en": "Place", "ru": "Положение", "kk": "Орналасуы"}),
    "place_text": Localised(
        {
            "en": "The rulers count millimetres from the left and the upper edge of the sheet. "
            "Lay a ruler against the edge: if the figures differ, your printer shifts the page.",
            "ru": "Линейки отсчитывают миллиметры от левого и от верхнего края листа. "
            "Приложите к краю свою линейку: если деления не совпадают, принтер сдвигает страницу.",
            "kk": "Сызғыштар миллиметрді парақтың сол жақ және жоғарғы шетінен бастап санайды. "
            "Парақтың шетіне өз сызғышыңызды қойыңыз: бөліктері сәйкес келмесе, "
            "принтер бетті ығыстырып тұр.",
        }
    ),
    "window": Localised({"en": "Window", "ru": "Окно", "kk": "Терезе"}),
    "window_text": Localised(
        {
            "en": "Fold the sheet as you fold the letter and slide it into your envelope. The "
            "whole frame must show in the window, however the sheet lies. If it does not, choose "
            "another kind of envelope for your letter.",
            "ru": "Сложите лист так же, как письмо, и вложите в свой конверт. Рамка должна быть "
            "видна в окне целиком, как бы лист ни лежал. Если это не так, выберите для письма "
            "другой вид конверта.",
            "kk": "Парақты хат сияқты бүктеп, конвертіңізге салыңыз. Парақ қалай жатса да, "
            "жақтау терезеден толық көрінуі керек. Көрінбесе, хатыңызға конверттің басқа түрін "
            "таңдаңыз.",
        }
    ),
    "in_window_text": Localised(
        {
            "en": "The whole of this frame must show in the envelope’s window.",
            "ru": "Эта рамка должна быть видна в окне конверта целиком.",
            "kk": "Бұл жақтау конверттің терезесінен толық көрінуі керек.",
        }
    ),
    "address": Localised({"en": "Address", "ru": "Адрес", "kk": "Мекенжай"}),
    "address_text": Localised(
        {
            "en": "This paper is for envelopes without a window. The dashed frame is where the "
            "letter has the address; on the envelope, write it by hand or print it.",
            "ru": "Эта бумага — для конвертов без окна. Пунктирной рамкой обозначено место адреса "
            "в письме; на конверте напишите его от руки или напечатайте.",
            "kk": "Бұл қағаз терезесіз конверттерге арналған. Үзік сызықты жақтау — хаттағы "
            "мекенжайдың орны; конвертке оны қолмен жазыңыз немесе басып шығарыңыз.",
        }
    ),
    "in_frame_text": Localised(
        {
            "en": "The letter has the address here.",
            "ru": "Здесь в письме стоит адрес.",
            "kk": "Хатта мекенжай осы жерде тұрады.",
        }
    ),
}
"""The page that is held against ruler and envelope."""
