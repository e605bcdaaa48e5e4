import Language
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LanguageDetectorTests {
    static let cases: [(String, String)] = [
        ("en", "The ministry said on Tuesday that it would not extend the measures, which have been in force since"),
        ("en", "A top Japanese official is calling for sanctions against North Korea if Pyongyang tests a device."),
        ("fr", "Le ministère a annoncé mardi que les mesures ne seraient pas prolongées dans les pays de la région."),
        ("de", "Das Ministerium erklärte am Dienstag, dass die Maßnahmen nicht verlängert werden und für alle"),
        ("es", "El ministerio anunció el martes que las medidas no se prolongarán en los países de la región."),
        ("pt", "O ministério anunciou na terça-feira que as medidas não serão prolongadas nos países da região."),
        ("it", "Il ministero ha annunciato martedì che le misure non saranno prorogate nei paesi della regione."),
        ("nl", "Het ministerie zei dinsdag dat de maatregelen niet worden verlengd en dat er ook geen nieuwe komen."),
        ("pl", "Ministerstwo poinformowało we wtorek, że środki nie zostaną przedłużone i że nie jest to decyzja"),
        ("cs", "Ministerstvo v úterý oznámilo, že opatření nebudou prodloužena a že se o nich bude dále jednat."),
        ("sv", "Departementet sade på tisdagen att åtgärderna inte kommer att förlängas och att det är slutligt."),
        ("fi", "Ministeriö ilmoitti tiistaina, että toimia ei jatketa ja että päätös on lopullinen myös muille."),
        ("hu", "A minisztérium kedden közölte, hogy az intézkedéseket nem hosszabbítják meg, és hogy ez már"),
        ("ro", "Ministerul a anunțat marți că măsurile nu vor fi prelungite și că decizia este definitivă pentru"),
        ("tr", "Bakanlık salı günü yaptığı açıklamada önlemlerin uzatılmayacağını ve bu kararın kesin olduğunu"),
        ("id", "Kementerian mengatakan pada hari Selasa bahwa tindakan itu tidak akan diperpanjang dan keputusan"),
        ("ru", "Министерство сообщило во вторник, что меры не будут продлены и что это решение окончательное."),
        ("uk", "Міністерство повідомило у вівторок, що заходи не будуть продовжені і що це рішення остаточне."),
        ("bg", "Министерството съобщи във вторник, че мерките няма да бъдат удължени и че решението е окончателно."),
        ("ar", "أعلنت الوزارة يوم الثلاثاء أن الإجراءات لن تمدد في دول المنطقة بعد هذا العام."),
        ("fa", "وزارت خارجه روز سه‌شنبه اعلام کرد که این اقدامات برای کشورهای منطقه تمدید نمی‌شود."),
        ("zh", "该部周二表示，这些措施将不会延长，这一决定是最终的。"),
        ("ja", "同省は火曜日、措置を延長しないと発表した。これは最終決定である。"),
        ("ko", "외교부는 화요일 조치를 연장하지 않을 것이라고 밝혔다."),
        ("el", "Το υπουργείο ανακοίνωσε την Τρίτη ότι τα μέτρα δεν θα παραταθούν."),
        ("he", "המשרד הודיע ביום שלישי כי הצעדים לא יוארכו."),
        ("th", "กระทรวงกล่าวเมื่อวันอังคารว่าจะไม่ขยายมาตรการ"),
    ]

    @Test(arguments: cases)
    func `the language of a sentence is told`(language: String, text: String) {
        #expect(LanguageDetector().detect(SourceText(text))?.language == language)
    }

    @Test(arguments: ["", "1234 5678", "OK", "👍👍👍👍👍👍👍👍👍", "Putin Lavrov Shoigu Medvedev Peskov"])
    func `what can't be told is nil`(text: String) {
        #expect(LanguageDetector().detect(SourceText(text)) == nil)
    }
}
