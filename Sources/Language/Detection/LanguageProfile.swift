/// The commonest words of a language, and letters that its neighbours don't have.
struct LanguageProfile: Sendable {
    let language: String
    let script: Script
    private(set) var words: [String] = []
    let letters: Set<Unicode.Scalar>

    private init(heading: [Substring]) {
        language = String(heading[0])
        script = Script(rawValue: String(heading[1])) ?? .other
        letters = heading[2] == "-" ? [] : Set(heading[2].unicodeScalars)
    }

    static let all: [LanguageProfile] = {
        var profiles: [LanguageProfile] = []
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if line.first == " " {
                profiles[profiles.count - 1].words += fields.map(String.init)
            } else {
                profiles.append(LanguageProfile(heading: fields))
            }
        }
        return profiles
    }()

    /// A line with code, script and letters, then indented lines with words.
    private static let table = """
        en latin -
          the of and to in that is was for on with as by it at from his he be have has are said which not were
          will this an but who would their been its had they after more than a or if against could also we you she
          her when there can into about because while during under since other these those what how should
        fr latin œ
          le la les des et du une un dans est pour que qui sur au par pas plus avec il elle sont ce cette ont
          aux été mais ses son nous leur d l a à en de ne se
        de latin ß
          der die das und den von zu mit sich auf für ist im dem nicht ein eine als auch es an werden aus er hat
          dass sie nach wird bei einer um am sind noch wie einem über gegen
        es latin ñ¿¡
          el la los las de que y en un una por con para del se no es al lo como más su sus pero ha fue este esta
          entre sobre son también ser han según
        pt latin ãõ
          o a os as de que e do da em um uma para com não por dos das no na se ao mais foi pelo pela são também
          sua seu à entre sobre ser tem nos como mas
        it latin -
          il di che la e è per un una in del della con non si da le dei al sono alla nel più gli delle anche
          come ha ma lo dal degli nella sul ai questo
        nl latin -
          de het een van en in is dat op te zijn met voor niet aan er om ook als door naar bij uit maar heeft
          hij werd over tot wordt worden nog tegen zij deze
        pl latin łąęśćżźń
          w i na z się do nie że to o jest jak za po od przez dla są oraz ale który które która przed tym będzie
          ich ma być jego już także
        cs latin ěřů
          a v se na je že s z o do to i ve za si pro by jako po podle ale od jsou které který která být jeho už
          při také bylo byl před
        sk latin ľĺŕ
          a v sa na je že s z o do to i vo za si pre by ako po podľa ale od sú ktoré ktorý ktorá byť jeho už pri
          aj bolo bol pred
        sv latin -
          och att det i en som är på av för med den till har inte om ett han men var från sig så vi kan när
          eller efter mot också ska hade
        da latin -
          og at det i en som er på af for med den til har ikke om et han men var fra sig så vi kan når eller
          efter mod også skal havde blev
        no latin -
          og å det i en som er på av for med den til har ikke om et han men var fra seg så vi kan når eller
          etter mot også skal hadde ble
        fi latin -
          ja on ei että se oli ovat hän mukaan myös kun mutta joka sekä tai olla vuonna ole jo niin kuin nyt
          hänen sen jotka vielä ovat voi
        et latin -
          ja on ei et see oli kui ka mis ning aga oma tema välja või pärast üle kes nii veel eest vastu selle
          olnud kuid sellest
        hu latin őű
          a az és hogy nem is egy volt meg ez csak de el már van még mint azt lesz után szerint ki ha vagy amely
          kell
        ro latin țșţş
          și în de la cu că nu pe a al din o un pentru este care mai au fost sau prin sunt dar lui ca ale fi
          după
        tr latin ğış
          ve bir bu da de için ile olarak çok olan daha gibi sonra kadar olduğu ise ancak ne en var değil göre
          karşı dedi
        az latin ə
          və bir bu da də üçün ilə olan olaraq edib bildirib görə sonra ki onun qarşı
        id latin -
          yang dan di untuk dengan dari pada ini itu tidak dalam akan ke telah oleh sebagai adalah mereka juga
          karena tersebut kepada bahwa atau
        vi latin ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ
          của và là các có trong được cho không với những một đã này người khi để đến từ
        hr latin đ
          i je u na se da su za od s koji što nije ne iz kao ali će bi po to o do koja nakon bio
        sl latin -
          in je v na da se so za z ki ne pa bi s po tudi kot ali iz bo še od bil pri kar
        lt latin ųįėų
          ir kad į yra iš su bei dėl per apie kaip bet tai nuo buvo jis taip pat po už prieš
        lv latin ķļņģ
          un ir ka no uz par ar kas tika arī bet gan pēc pret kā vai tas līdz lai nav
        sq latin -
          të në dhe e i për me që nga një më se ka është të cilat por është kundër
        ru cyrillic ыэё
          и в не на что с по как из у от за для это его о к он она они был было были также но а при ее их или до
          со который которые после против
        uk cyrillic іїєґ
          і в не на що з по як із у від за для це його про до він вона вони був було та й але при її їх або та
          який які після проти
        be cyrillic ў
          і ў не на што з па як у ад за для гэта яго пра да ён яна яны быў было але пры яе іх або які якія
        bg cyrillic -
          и в не на че с по като от за това му до той тя те беше са да се ще но при или който която които след
          срещу
        sr cyrillic ђјљњћџ
          и у не на да је с по као од за то се су из био ће али или који која које након против
        kk cyrillic әғқңөұүһ
          және мен бұл үшін бір деп да де бойынша туралы емес
        ar arabic ةىأإ
          في من على أن إلى عن مع التي الذي هذا هذه كان ما لا قد بعد بين كما وقال ذلك
        fa arabic پچگژیک
          و در به از که این را با است برای آن یک تا می بر شد خود کرد نیز
        ur arabic ٹڈڑےہھں
          کے میں کی ہے اور سے کا کو نے پر یہ کہ ہیں اس بھی ایک تھا
        ps arabic ښځڅړډټېۍ
          د په او چې ته له کې دی سره يې هم
        """
}
