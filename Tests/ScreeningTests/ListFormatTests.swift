import Messages
import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ListFormatTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var format: ListFormat
        var files: [ListFile]
        var list: String
        var snapshot: String
        /// The first entry, as one line: id, kind, names with quality, countries, programmes, identifiers, birth dates.
        var entry: String
        var testDescription: String { format.rawValue }

        init(_ format: ListFormat, _ name: String, _ text: String, _ list: String, _ snapshot: String, _ entry: String)
        {
            self.format = format
            files = [ListFile(name: name, bytes: Array(text.utf8))]
            self.list = list
            self.snapshot = snapshot
            self.entry = entry
        }
    }

    static let samples: [Sample] = [
        Sample(
            .ofacCSV,
            "sdn.csv",
            #"""
            15036,"ARTAVIL","vessel","IRAN] [SDGT",-0- ,"T2EU4","Tanker","99,144","56,068","Iran",-0- ,"Vessel Registration Identification IMO 9187629; MMSI 572469210; f.k.a. 'ALPHA'; Linked To: X."
            """#,
            "ofac-sdn",
            "",
            "15036 vessel ARTAVIL/primary ALPHA/weak | IR | IRAN SDGT | call-sign:T2EU4 imo:9187629 mmsi:572469210 |"
        ),
        Sample(
            .ofacXML,
            "sdn.xml",
            """
            <?xml version="1.0"?><sdnList xmlns="x"><publshInformation><Publish_Date>05/03/2024</Publish_Date></publshInformation>
            <sdnEntry><uid>1</uid><firstName>Ann &amp; Co</firstName><lastName>DOE</lastName><sdnType>Individual</sdnType>
            <programList><program>SDGT</program></programList><akaList><aka><category>weak</category><lastName>ANNIE</lastName></aka></akaList>
            <idList><id><idType>Passport</idType><idNumber>A1</idNumber><idCountry>Iran</idCountry></id></idList>
            <nationalityList><nationality><country>Iran</country></nationality></nationalityList>
            <dateOfBirthList><dateOfBirthItem><dateOfBirth>07 Oct 1952</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>
            """,
            "ofac-sdn",
            "2024-05-03",
            "1 person DOE, Ann & Co/primary ANNIE/weak | IR | SDGT | passport:A1 | 1952-10-07"
        ),
        Sample(
            .ofacAdvancedXML,
            "sdn_advanced.xml",
            """
            <Sanctions><DateOfIssue><Year>2024</Year><Month>5</Month><Day>3</Day></DateOfIssue><ReferenceValueSets>
            <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
            <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType></FeatureTypeValues>
            <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
            <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
            <CountryValues><Country ID="11082" ISO2="IR">Iran</Country></CountryValues>
            <FeatureTypeValues><FeatureType ID="10">Nationality Country</FeatureType></FeatureTypeValues></ReferenceValueSets>
            <Locations><Location ID="500"><LocationCountry CountryID="11082" CountryRelevanceID="1527"/></Location></Locations>
            <IDRegDocuments><IDRegDocument ID="9" IDRegDocTypeID="1571" IdentityID="70"><IDRegistrationNo>B2</IDRegistrationNo></IDRegDocument></IDRegDocuments>
            <DistinctParties><DistinctParty FixedRef="7"><Profile ID="7" PartySubTypeID="4"><Identity ID="70">
            <Alias Primary="true" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">DOE</NamePartValue></DocumentedNamePart>
            <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Ann</NamePartValue></DocumentedNamePart></DocumentedName>
            <DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="220">Доу</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
            <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
            <Feature FeatureTypeID="10"><FeatureVersion><VersionLocation LocationID="500"/></FeatureVersion></Feature>
            <Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1952</Year><Month>10</Month><Day>7</Day></From></Start></DatePeriod></FeatureVersion></Feature>
            </Profile></DistinctParty></DistinctParties><SanctionsEntries><SanctionsEntry ProfileID="7"><SanctionsMeasure SanctionsTypeID="1"><Comment>SDGT</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>
            """,
            "ofac-sdn",
            "2024-05-03",
            "7 person DOE, Ann/primary Доу/original | IR | SDGT | passport:B2 | 1952-10-07"
        ),
        Sample(
            .unXML,
            "consolidated.xml",
            """
            <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ANN</FIRST_NAME>
            <SECOND_NAME>DOE</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999</REFERENCE_NUMBER>
            <NAME_ORIGINAL_SCRIPT>앤</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
            <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>A.D.; Annie</ALIAS_NAME></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_DATE_OF_BIRTH><DATE>1952-10-07</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>
            """,
            "un",
            "2026-02-27",
            "KPi.999 person ANN DOE/primary 앤/original A.D./weak Annie/weak | KP | UN DPRK |  | 1952-10-07"
        ),
        Sample(
            .euXML,
            "eu.xml",
            """
            <export generationDate="2024-06-25T10:00:00"><sanctionEntity euReferenceNumber="EU.1.2" logicalId="3"><regulation programme="UKR" publicationDate="2022-02-25"/>
            <subjectType code="person" classificationCode="P"/><nameAlias wholeName="Ann DOE" strong="true"/><nameAlias wholeName="Энн ДОУ" strong="true"/>
            <citizenship countryIso2Code="RU"/><birthdate birthdate="1952-10-07"/><identification number="A1" identificationTypeCode="passport" countryIso2Code="RU"/></sanctionEntity></export>
            """,
            "eu",
            "2024-06-25",
            "EU.1.2 person Ann DOE/primary Энн ДОУ/original | RU | UKR | passport:A1 | 1952-10-07"
        ),
        Sample(
            .euCSV,
            "eu.csv",
            #"""
            \#u{FEFF}fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName;NameAlias_Strong;BirthDate_BirthDate;Citizenship_CountryIso2Code
            25/06/2024;3;EU.1.2;P;UKR;Ann DOE;true;;
            25/06/2024;3;EU.1.2;P;UKR;"DOE; ""Annie""";false;;
            25/06/2024;3;EU.1.2;P;UKR;;;1952-10-07;RU
            """#,
            "eu",
            "2024-06-25",
            "EU.1.2 person Ann DOE/primary DOE; \"Annie\"/weak | RU | UKR |  | 1952-10-07"
        ),
        Sample(
            .ukXML,
            "UK-Sanctions-List.xml",
            """
            <Designations><DateGenerated>25/06/2024</DateGenerated><Designation><UniqueID>RUS0001</UniqueID><Names><Name><Name6>DOE</Name6><Name1>Ann</Name1>
            <NameType>Primary Name</NameType></Name></Names><NonLatinNames><NonLatinName><NameNonLatinScript>Энн</NameNonLatinScript></NonLatinName></NonLatinNames>
            <RegimeName>Russia</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
            <IndividualDetails><Individual><DOBs><DOB>07/10/1952</DOB></DOBs><Nationalities><Nationality>Russia</Nationality></Nationalities></Individual></IndividualDetails>
            </Designation></Designations>
            """,
            "uk",
            "2024-06-25",
            "RUS0001 person DOE, Ann/primary Энн/original | RU | Russia |  | 1952-10-07"
        ),
        Sample(
            .ukCSV,
            "UK-Sanctions-List.csv",
            """
            Report Date: 25/06/2024
            Last Updated,Unique ID,Name 6,Name 1,Name type,Alias strength,Regime Name,Designation Type,Sanctions Imposed,D.O.B,Nationality(/ies),IMO number
            1/1/2024,RUS0001,ANNIE,,Alias,Low quality,Russia,Individual,Asset freeze,dd/mm/1952,Russia,
            1/1/2024,RUS0001,DOE,Ann,Primary Name,,Russia,Individual,Asset freeze,dd/mm/1952,Russia,
            """,
            "uk",
            "2024-06-25",
            "RUS0001 person DOE, Ann/primary ANNIE/weak | RU | Russia |  | 1952"
        ),
        Sample(
            .semaXML,
            "sema.xml",
            """
            <data-set><record><Country>Belarus / Bélarus</Country><EntityOrShip>Acme</EntityOrShip><Aliases>Akme; Akmé</Aliases><Schedule>1, Part 2</Schedule><Item>4</Item>
            <DateOfListing>2020-09-28</DateOfListing></record></data-set>
            """,
            "ca-sema",
            "2020-09-28",
            "BY-1,Part2-4 organization Acme/primary Akme/strong Akmé/strong | BY | SEMA BY |  |"
        ),
        Sample(
            .cslCSV,
            "consolidated.csv",
            """
            _id,source,entity_number,type,programs,name,title,addresses,alt_names,dates_of_birth,nationalities,citizenships,places_of_birth,ids,start_date,remarks
            77,SDN,1,Individual,SDGT; IRAN,"DOE, Ann",,,"DOE, A.; ANNIE",1952-10-07,IR,,,"Passport, A1, IR",,
            """,
            "us-csl",
            "",
            "77 person DOE, Ann/primary DOE, A./strong ANNIE/strong | IR | SDGT IRAN SDN | passport:A1 | 1952-10-07"
        ),
        Sample(
            .cslJSON,
            "consolidated.json",
            #"{"results":[{"id":"77","type":"Vessel","name":"MV DOE","alt_names":["DOE II"],"programs":["IRAN"],"source":"SDN","ids":[{"type":"Vessel Registration Identification","number":"IMO 9187629"}]}]}"#,
            "us-csl",
            "",
            "77 vessel MV DOE/primary DOE II/strong |  | IRAN SDN | imo:9187629 |"
        ),
        Sample(
            .openSanctionsCSV,
            "targets.simple.csv",
            #"""
            "id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","dataset","first_seen","last_seen","last_change"
            "Q1","Person","Ann Doe","Энн Доу;Annie","1952","ru","","","","","","Test","2023-01-01T00:00:00","2024-01-01T00:00:00","2024-06-25T00:00:00"
            """#,
            "opensanctions",
            "2024-06-25",
            "Q1 person Ann Doe/primary Энн Доу/original Annie/strong | RU | Test |  | 1952"
        ),
        Sample(
            .followTheMoney,
            "entities.ftm.json",
            #"""
            {"id":"Q1","schema":"Vessel","target":true,"datasets":["d"],"properties":{"name":["DOE"],"weakAlias":["D"],"imoNumber":["9187629"],"flag":["pa"]},"last_change":"2024-06-25T00:00:00"}
            {"id":"s1","schema":"Sanction","properties":{}}
            """#,
            "opensanctions",
            "2024-06-25",
            "Q1 vessel DOE/primary D/weak | PA | d | imo:9187629 |"
        ),
        Sample(
            .ownCSV,
            "house.csv",
            "id,name,kind,aliases,countries,identifiers\n1,Acme Trading,organization,Akme;Акме,Iran;RU,lei:529900T8BM49AURSDO55\n",
            "house",
            "",
            "1 organization Acme Trading/primary Akme/strong Акме/original | IR RU |  | lei:529900T8BM49AURSDO55 |"
        ),
    ]

    @Test(arguments: samples)
    func `every published format is told apart and read`(_ sample: Sample) throws {
        #expect(ListFormat(sample.files[0]) == sample.format)
        let loaded = try ListLoader(countries: ShippedData.names.get().countries).load(sample.files)
        #expect(loaded.problems == [])
        #expect(loaded.list.id == sample.list)
        #expect(loaded.list.snapshot == sample.snapshot)
        #expect(loaded.list.sha256.count == 64)
        #expect(Self.line(loaded.list.entries[0]) == sample.entry)
    }

    static func line(_ entry: ListEntry) -> String {
        let names = entry.names.map { "\($0.text)/\($0.quality.rawValue)" }.joined(separator: " ")
        let identifiers = entry.identifiers.map { "\($0.kind.rawValue):\($0.value)" }.joined(separator: " ")
        let facts = [entry.countries.joined(separator: " "), entry.programmes.joined(separator: " "), identifiers]
        let line = "\(entry.id) \(entry.kind) \(names) | " + facts.joined(separator: " | ") + " |"
        return entry.birthDates.isEmpty ? line : line + " " + entry.birthDates.joined(separator: " ")
    }

    @Test func `our own format gives back what was written`() throws {
        let starter = try ShippedData.starter.get().list
        let again = try OwnJSON().load(ListFile(name: "again.json", bytes: starter.json))
        #expect(again.problems == [])
        #expect(again.list.entries == starter.entries)
        #expect(150...300 ~= starter.entries.count)
    }

    @Test func `a malformed row is told with its line and skipped`() throws {
        let text = "36,\"ACME\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n37,\"SHORT\"\nabc,1\n\u{1A}"
        let file = ListFile(name: "sdn.csv", bytes: Array(text.utf8))
        let loaded = try ListLoader(countries: ShippedData.names.get().countries).load([file])
        #expect(loaded.list.entries.map(\.id) == ["36"])
        #expect(
            loaded.problems.map(\.description) == [
                "sdn.csv:2: has 2 fields, not 12", "sdn.csv:3: begins with \"abc\", not with an entry's number",
            ]
        )
    }

    @Test func `aliases, addresses and comments join their entry`() throws {
        let files = [
            ("alt.csv", "36,1,\"aka\",\"AKME\",-0- \n99,2,\"aka\",\"NOBODY\",-0- \n"),
            ("add.csv", "36,1,\"1 Street\",\"Havana\",\"Cuba\",-0- \n"),
            ("sdn_comments.csv", "36,\"ber 9187629.\"\n"),
            (
                "sdn.csv",
                "36,\"ACME\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Tax ID No. 5; Registration Num\"\n"
            ),
        ].map { ListFile(name: $0.0, bytes: Array($0.1.utf8)) }
        let loaded = try ListLoader(countries: ShippedData.names.get().countries).load(files)
        let entry = "36 organization ACME/primary AKME/strong | CU | CUBA | tax:5 registration:9187629 |"
        #expect(loaded.list.entries.map(Self.line) == [entry])
    }

    @Test(arguments: [
        (
            "sema.xml",
            "<data-set><record><Country>Iran</Country><EntityOrShip>A</EntityOrShip><Item>1</Item></record>\n<record><Item>",
            "sema.xml: is no whole list: line 2: the file ends inside the element Item"
        ),
        ("own.csv", "id,name\n1,A\n2,\"B", "own.csv: is no whole list: line 3: the file ends inside a quoted field"),
    ])
    func `a file that breaks off is no list`(_ name: String, _ text: String, _ reason: String) throws {
        let file = ListFile(name: name, bytes: Array(text.utf8))
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let error = #expect(throws: ListError.self) { try loader.load([file]) }
        #expect(error?.description == reason)
    }

    @Test(arguments: [("9187629", true), ("9187620", false), ("918762", false)])
    func `an IMO number is checked by its last digit`(_ number: String, _ isValid: Bool) {
        #expect(ListIdentifier(.imo, number).isValid == isValid)
    }

    @Test func `an unknown file is refused in words`() throws {
        let file = ListFile(name: "notes.txt", bytes: Array("hello".utf8))
        #expect(throws: ListError.self) {
            try ListLoader(countries: ShippedData.names.get().countries).load([file])
        }
    }
}
