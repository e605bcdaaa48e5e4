import Screening
import Testing

/// The publishers' files as they are: every element and column in its place, a few facts in them.
@Suite(.timeLimit(.minutes(5)))
struct PublishedFormatTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var format: ListFormat
        var file: ListFile
        var snapshot: String
        /// The entries as ``ListFormatTests/line(_:)`` writes them.
        var entries: [String]
        var testDescription: String { format.rawValue }

        init(_ format: ListFormat, _ name: String, _ text: String, snapshot: String = "", _ entries: [String]) {
            self.format = format
            file = ListFile(name: name, bytes: Array(text.utf8))
            self.snapshot = snapshot
            self.entries = entries
        }
    }

    static let samples: [Sample] = [
        Sample(
            .ukXML,
            "UK-Sanctions-List.xml",
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
              <DateGenerated>02/09/2026</DateGenerated>
              <Designation>
                <LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2001</DateDesignated><UniqueID>AFG0006</UniqueID>
                <OFSIGroupID>7172</OFSIGroupID><UNReferenceNumber>TAi.002</UNReferenceNumber>
                <Names>
                  <Name><Name1>Mohammad</Name1><Name2>Hassan</Name2><Name6>Akhund</Name6><NameType>Primary name variation</NameType></Name>
                  <Name><Name1>MOHAMMAD</Name1><Name2>HASSAN</Name2><Name6>AKHUND</Name6><NameType>Primary Name</NameType></Name>
                </Names>
                <NonLatinNames><NonLatinName><NameNonLatinScript>محمد حسن آخوند</NameNonLatinScript></NonLatinName></NonLatinNames>
                <Titles><Title>Mullah</Title></Titles>
                <RegimeName>The Afghanistan (Sanctions) (EU Exit) Regulations 2020</RegimeName>
                <IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UN</DesignationSource>
                <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><UKStatementofReasons>
            </UKStatementofReasons>
                <Addresses><Address><AddressLine6>Kabul</AddressLine6><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
                <IndividualDetails><Individual>
                  <DOBs><DOB>dd/mm/1945</DOB><DOB>00/00/1955</DOB><DOB>01/03/1958</DOB></DOBs>
                  <PassportDetails><Passport><PassportNumber>P1</PassportNumber></Passport><Passport><PassportNumber>P1</PassportNumber></Passport></PassportDetails>
                  <NationalIdentifierDetails><NationalIdentifier><NationalIdentifierNumber>12345</NationalIdentifierNumber></NationalIdentifier></NationalIdentifierDetails>
                  <Nationalities><Nationality>Afghanistan</Nationality></Nationalities>
                  <BirthDetails><Location><TownOfBirth>Kandahar</TownOfBirth><CountryOfBirth>Afghanistan</CountryOfBirth></Location></BirthDetails>
                </Individual></IndividualDetails>
              </Designation>
              <Designation>
                <UniqueID>DPR0075</UniqueID>
                <Names><Name><Name6>Jal Vahini</Name6><NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
                <Name><Name6>Petrel 8</Name6><NameType>Primary name</NameType></Name></Names>
                <RegimeName>The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019</RegimeName>
                <IndividualEntityShip>Ship</IndividualEntityShip><SanctionsImposed>Prohibition of port entry</SanctionsImposed>
                <ShipDetails><Ship><IMONumbers><IMONumber>IMO9562233</IMONumber></IMONumbers>
                <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails>
              </Designation>
            </Designations>
            """,
            snapshot: "2026-09-02",
            [
                "AFG0006 person AKHUND, MOHAMMAD HASSAN/primary Akhund, Mohammad Hassan/strong محمد حسن آخوند/original | AF | "
                    + "The Afghanistan (Sanctions) (EU Exit) Regulations 2020 | passport:P1 national-id:12345 | "
                    + "1945 1955 1958-03-01",
                "DPR0075 vessel Petrel 8/primary Jal Vahini/weak | KM | "
                    + "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019 | imo:9562233 |",
            ]
        ),
        Sample(
            .ukCSV,
            "UK-Sanctions-List.csv",
            """
            Report Date: 08-Oct-2026
            Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)
            04/08/2026,AFG0001,12703,TAe.010,HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE,,,,,,Primary Name,,,حاجی خيرالله و حاجی ستار صرافی,,,The Afghanistan (Sanctions) (EU Exit) Regulations 2020,Entity,UN,Asset freeze,,,Chaman Central Bazaar,,,,,Baluchistan Province,,Pakistan,,,,29/06/2012,,,,,,,,,,,,,,,,,,,,,,,,
            04/08/2026,AFG0001,12703,TAe.010,Haji Alim Hawala,,,,,,Alias,,,,,,The Afghanistan (Sanctions) (EU Exit) Regulations 2020,Entity,UN,Asset freeze,,,,,,,,,,Afghanistan,,,,29/06/2012,,,,,,,,,,,,,,,,,,,,,,,,
            31/07/2024,RUS2176,,,KOROLEV PROSPECT,,,,,,Primary Name,,,,,,The Russia (Sanctions) (EU Exit) Regulations 2019,Ship,UK,Shipping sanctions: (see 'Other information'),"Shipping sanctions: a port, ""entry"" direction.",,,,,,,,,,,,,31/07/2024,,,,,,,,,,,,,,,IMO9826902,Stream Ship Management FZCO,,Gabon,,Oil Tanker,,,2019,
            """,
            snapshot: "2026-10-08",
            [
                "AFG0001 organization HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE/primary حاجی خيرالله و حاجی ستار صرافی/original "
                    + "Haji Alim Hawala/strong | PK AF | The Afghanistan (Sanctions) (EU Exit) Regulations 2020 |  |",
                "RUS2176 vessel KOROLEV PROSPECT/primary | GA | The Russia (Sanctions) (EU Exit) Regulations 2019 | imo:9826902 |",
            ]
        ),
        Sample(
            .euXML,
            "fsf.xml",
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="184961">
            <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.36.64" logicalId="1">
            <remark>A</remark><remark>B</remark>
            <regulation regulationType="amendment" organisationType="commission" publicationDate="2018-02-16" entryIntoForceDate="2018-02-16" numberTitle="2018/223 (OJ L43)" programme="ZWE" logicalId="110201"><publicationUrl>http://eur-lex.europa.eu/</publicationUrl></regulation>
            <subjectType code="person" classificationCode="P"/>
            <nameAlias firstName="Robert" middleName="Gabriel" lastName="Mugabe" wholeName="Robert Gabriel Mugabe" function="Former President" gender="M" title="" nameLanguage="" strong="true" regulationLanguage="en" logicalId="1"><regulationSummary regulationType="amendment" publicationDate="2018-02-16" numberTitle="2018/223 (OJ L43)" publicationUrl="http://eur-lex.europa.eu/"/></nameAlias>
            <nameAlias firstName="Robert" middleName="" lastName="Mugabé" wholeName="" strong="false" logicalId="2"/>
            <birthdate circa="false" calendarType="GREGORIAN" city="" zipCode="" birthdate="1924-02-21" dayOfMonth="21" monthOfYear="2" year="1924" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="1"/>
            <identification diplomatic="false" knownExpired="false" issuedBy="" latinNumber="" nameOnDocument="" number="AD001095" region="" countryIso2Code="00" countryDescription="UNKNOWN" identificationTypeCode="passport" identificationTypeDescription="National passport" regulationLanguage="en" logicalId="315"><remark>(passport)</remark></identification>
            </sanctionEntity>
            <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.3523.13" logicalId="207">
            <regulation regulationType="amendment" publicationDate="2018-03-22" programme="TERR" logicalId="111226"/>
            <subjectType code="enterprise" classificationCode="E"/>
            <nameAlias firstName="" middleName="" lastName="" wholeName="Great Islamic Eastern Warriors Front" function="" title="" nameLanguage="" strong="true" logicalId="327"/>
            <nameAlias firstName="" middleName="" lastName="" wholeName="Фронт на великите ислямски източни воини" nameLanguage="BG" strong="true" logicalId="5659"/>
            <address city="Ankara" street="" poBox="" zipCode="" region="" place="" asAtListingTime="false" countryIso2Code="TR" countryDescription="TURKEY" logicalId="9"/>
            </sanctionEntity>
            </export>
            """,
            snapshot: "2026-08-05",
            [
                "EU.36.64 person Robert Gabriel Mugabe/primary Robert Mugabé/weak |  | ZWE | passport:AD001095 | 1924-02-21",
                "EU.3523.13 organization Great Islamic Eastern Warriors Front/primary "
                    + "Фронт на великите ислямски източни воини/original | TR | TERR |  |",
            ]
        ),
        Sample(
            .euCSV,
            "fsf.csv",
            """
            \u{FEFF}fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Type;Entity_Regulation_OrganisationType;Entity_Regulation_PublicationDate;Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage;NameAlias_Gender;NameAlias_Title;NameAlias_Function;Address_City;Address_Street;Address_CountryIso2Code;Address_CountryDescription;BirthDate_BirthDate;BirthDate_Year;BirthDate_City;BirthDate_CountryDescription;Identification_Number;Identification_LatinNumber;Identification_TypeCode;Identification_CountryIso2Code;Citizenship_CountryIso2Code
            01/09/2026;13;EU.27.28;;2003-07-08;;UNSC RESOLUTION 1483;P;person;regulation;commission;2003-07-08;2003-07-07;1210/2003 (OJ L169);IRQ;http://eur-lex.europa.eu/;Hussein Al-Tikriti;Saddam;;Saddam Hussein Al-Tikriti;;M;;;;;;;;;;;;;;;
            01/09/2026;13;EU.27.28;;2003-07-08;;UNSC RESOLUTION 1483;P;person;regulation;commission;2003-07-08;2003-07-07;1210/2003 (OJ L169);IRQ;http://eur-lex.europa.eu/;;;;;;;;;;;;;1937-04-28;1937;al-Awja, near Tikrit;IRAQ;;;;;
            01/09/2026;13;EU.27.28;;2003-07-08;;UNSC RESOLUTION 1483;P;person;regulation;commission;2003-07-08;2003-07-07;1210/2003 (OJ L169);IRQ;http://eur-lex.europa.eu/;;;;;;;;;;;;;;;;;M0001;;passport;00;IQ
            01/09/2026;42;EU.11.3;;2011-05-09;;;E;enterprise;regulation;council;2011-05-09;2011-05-09;442/2011;SYR;http://eur-lex.europa.eu/;;;;Commercial Bank of Syria;;;;;Damascus;Moawiya St;SY;SYRIA;;;;;CMSYSYDA;;swiftbic;00;
            """,
            snapshot: "2026-09-01",
            [
                "EU.27.28 person Saddam Hussein Al-Tikriti/primary | IQ | IRQ | passport:M0001 | 1937-04-28",
                "EU.11.3 organization Commercial Bank of Syria/primary | SY | SYR | bic:CMSYSYDA |",
            ]
        ),
        Sample(
            .cslCSV,
            "consolidated.csv",
            """
            _id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids
            e5a9,Specially Designated Nationals (SDN) - Treasury Department,27304,Vessel,SDGT,ADRIAN DARYA 1,,"",,,,,,,,Crude Oil Tanker,,,Iran,,,http://bit.ly/1I7ipyR,GRACE 1,"","","","",http://bit.ly/1MLgpye,"IMO 9116412, Vessel Registration Identification; Panama, Former Vessel Flag"
            e5b0,Specially Designated Nationals (SDN) - Treasury Department,20264,Entity,SDNTK,200G PSA HOLDINGS LLC,,"80 SW 8th Street Suite 2000, Miami, FL, 33130, US",,,,,,,,,,,,,,http://bit.ly/1I7ipyR,"","","","","",http://bit.ly/1MLgpye,"US, 80-0890696, Tax ID No.; Subject to Secondary Sanctions, Additional Sanctions Information -"
            ,Denied Persons List (DPL) - Bureau of Industry and Security,,,,ADAM AL HERZ,,"P.O. BOX 4000, ROCHESTER, MN, 55903",84 F.R. 43787 8/22/2019,2019-08-13,2026-10-13,Y,,,,,,,,,FR NOTICE ADDED,http://bit.ly/1Qi5heF,,,,,,http://bit.ly/1iwxiF0,
            """,
            [
                "e5a9 vessel ADRIAN DARYA 1/primary GRACE 1/strong | IR | "
                    + "SDGT Specially Designated Nationals (SDN) - Treasury Department | imo:9116412 |",
                "e5b0 organization 200G PSA HOLDINGS LLC/primary | US | "
                    + "SDNTK Specially Designated Nationals (SDN) - Treasury Department | tax:80-0890696 |",
                "Denied Persons List (DPL) - Bureau of Industry and Security: ADAM AL HERZ other ADAM AL HERZ/primary |  | "
                    + "Denied Persons List (DPL) - Bureau of Industry and Security |  |",
            ]
        ),
        Sample(
            .cslJSON,
            "consolidated.json",
            #"""
            {"total":2,"results":[
            {"id":"a1","source":"Specially Designated Nationals (SDN) - Treasury Department","entity_number":"15205","type":"Individual","programs":["SYRIA"],"name":"AHED AL-ZOUBI, Omran","title":"Minister of Information","addresses":[],"federal_register_notice":null,"start_date":null,"call_sign":null,"vessel_flag":null,"remarks":null,"alt_names":["AL-ZOUBI, Omran"],"citizenships":[],"dates_of_birth":["27 Sep 1959"],"nationalities":["SY"],"places_of_birth":["Damascus, Syria"],"ids":[{"type":"Passport","number":"N1","country":"SY","issue_date":null,"expiration_date":null}]},
            {"id":"b2","source":"Entity List (EL) - Bureau of Industry and Security","type":null,"name":"3K Aviation Consulting and Logistics","alt_names":[],"addresses":[{"address":"Sonmez Apt.","city":"Antalya","state":null,"postal_code":null,"country":"TR"}],"country":null,"ids":[]}
            ],"sources":[]}
            """#,
            [
                "a1 person AHED AL-ZOUBI, Omran/primary AL-ZOUBI, Omran/strong | SY | "
                    + "SYRIA Specially Designated Nationals (SDN) - Treasury Department | passport:N1 | 1959-09-27",
                "b2 other 3K Aviation Consulting and Logistics/primary | TR | "
                    + "Entity List (EL) - Bureau of Industry and Security |  |",
            ]
        ),
        Sample(
            .ofacAdvancedXML,
            "sdn_advanced.xml",
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML" Version="3">
            <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>5</Month><Day>21</Day></DateOfIssue>
            <ReferenceValueSets>
              <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
              <CountryValues><Country ID="11143" ISO2="IQ">Iraq</Country><Country ID="22222" ISO2="CU">Cuba</Country></CountryValues>
              <FeatureTypeValues><FeatureType ID="1" FeatureTypeGroupID="1">Vessel Call Sign</FeatureType><FeatureType ID="3" FeatureTypeGroupID="1">Vessel Flag</FeatureType><FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType><FeatureType ID="9" FeatureTypeGroupID="1">Place of Birth</FeatureType><FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType><FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType><FeatureType ID="26" FeatureTypeGroupID="1">Title</FeatureType><FeatureType ID="344" FeatureTypeGroupID="1">Digital Currency Address - XBT</FeatureType></FeatureTypeValues>
              <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType><IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
              <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
              <PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType><PartySubType ID="2" PartyTypeID="4">Aircraft</PartySubType><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
              <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
            </ReferenceValueSets>
            <Locations>
              <Location ID="25"><LocationCountry CountryID="11143" CountryRelevanceID="1413" /></Location>
              <Location ID="26"><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1"><Comment /><Value>Havana</Value></LocationPartValue></LocationPart><LocationCountry CountryID="22222" CountryRelevanceID="1413" /></Location>
            </Locations>
            <IDRegDocuments>
              <IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="6746" IssuedBy-CountryID="11143" ValidityID="2"><Comment /><IDRegistrationNo>040070827</IDRegistrationNo><IssuingAuthority /></IDRegDocument>
              <IDRegDocument ID="9" IDRegDocTypeID="1626" IdentityID="1663" IssuedBy-CountryID="22222" ValidityID="2"><Comment /><IDRegistrationNo>IMO 8321785</IDRegistrationNo><IssuingAuthority /></IDRegDocument>
            </IDRegDocuments>
            <DistinctParties>
              <DistinctParty FixedRef="2674"><Comment /><Profile ID="2674" PartySubTypeID="4">
                <Identity ID="6746" FixedRef="2674" Primary="true" False="false">
                  <Alias FixedRef="2674" AliasTypeID="1403" Primary="true" LowQuality="false">
                    <DocumentedName ID="6746" FixedRef="2674" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="71642" ScriptID="215" ScriptStatusID="1" Acronym="false">ABBAS</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="71643" ScriptID="215" ScriptStatusID="1" Acronym="false">Abu</NamePartValue></DocumentedNamePart></DocumentedName>
                    <DocumentedName ID="6747" FixedRef="2674" DocNameStatusID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="71644" ScriptID="160" ScriptStatusID="1" Acronym="false">عباس</NamePartValue></DocumentedNamePart></DocumentedName>
                  </Alias>
                  <Alias FixedRef="2674" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="13218" FixedRef="2674" DocNameStatusID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="19443" ScriptID="215" ScriptStatusID="1" Acronym="false">ZAYDAN</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
                  <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="71642" NamePartTypeID="1520" /></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="71643" NamePartTypeID="1521" /></MasterNamePartGroup></NamePartGroups>
                </Identity>
                <Feature ID="1000" FeatureTypeID="8"><FeatureVersion ID="3550" ReliabilityID="1"><Comment /><DatePeriod CalendarTypeID="1"><Start Approximate="false"><From><Year>1948</Year><Month>12</Month><Day>10</Day></From></Start></DatePeriod></FeatureVersion></Feature>
                <Feature ID="1002" FeatureTypeID="10"><FeatureVersion ID="3552" ReliabilityID="1"><Comment /><VersionDetail DetailTypeID="1433" /><VersionLocation LocationID="25" /></FeatureVersion></Feature>
                <Feature ID="1004" FeatureTypeID="344"><FeatureVersion ID="3554" ReliabilityID="1"><Comment /><VersionDetail DetailTypeID="1432">12aNKp2iDKuhEde2YfPdd4DFGenRUTKupL</VersionDetail></FeatureVersion></Feature>
              </Profile></DistinctParty>
              <DistinctParty FixedRef="4238"><Comment /><Profile ID="4238" PartySubTypeID="1">
                <Identity ID="1663" FixedRef="4238" Primary="true" False="false"><Alias FixedRef="4238" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1663" FixedRef="4238" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="2489" ScriptID="215" ScriptStatusID="1" Acronym="false">MAR AZUL</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity>
                <Feature ID="10272" FeatureTypeID="1"><FeatureVersion ID="7125" ReliabilityID="1"><Comment /><VersionDetail DetailTypeID="1432">CL2192</VersionDetail></FeatureVersion></Feature>
                <Feature ID="10321" FeatureTypeID="3"><FeatureVersion ID="7174" ReliabilityID="1"><Comment /><VersionDetail DetailTypeID="1432">Cuba</VersionDetail></FeatureVersion></Feature>
                <Feature ID="152237" FeatureTypeID="25"><FeatureVersion ID="202237" ReliabilityID="1"><Comment /><VersionLocation LocationID="26" /></FeatureVersion></Feature>
              </Profile></DistinctParty>
            </DistinctParties>
            <SanctionsEntries>
              <SanctionsEntry ID="2674" ProfileID="2674" ListID="1550"><EntryEvent ID="2674" EntryEventTypeID="1" LegalBasisID="1"><Comment /><Date CalendarTypeID="1"><Year>2001</Year><Month>12</Month><Day>4</Day></Date></EntryEvent><SanctionsMeasure ID="26741" SanctionsTypeID="1"><Comment>SDGT</Comment></SanctionsMeasure></SanctionsEntry>
              <SanctionsEntry ID="4238" ProfileID="4238" ListID="1550"><EntryEvent ID="4238" EntryEventTypeID="1" LegalBasisID="1"><Comment /></EntryEvent><SanctionsMeasure ID="42381" SanctionsTypeID="1"><Comment>CUBA</Comment></SanctionsMeasure></SanctionsEntry>
            </SanctionsEntries>
            </Sanctions>
            """,
            snapshot: "2026-05-21",
            [
                "2674 person ABBAS, Abu/primary عباس/original ZAYDAN/weak | IQ | SDGT | "
                    + "passport:040070827 wallet:12aNKp2iDKuhEde2YfPdd4DFGenRUTKupL | 1948-12-10",
                "4238 vessel MAR AZUL/primary | CU | CUBA | imo:8321785 call-sign:CL2192 |",
            ]
        ),
    ]

    @Test(arguments: samples)
    func `a publisher's file is read column by column`(_ sample: Sample) throws {
        #expect(ListFormat(sample.file) == sample.format)
        let loaded = try ListLoader(countries: ShippedData.names.get().countries).load([sample.file])
        #expect(loaded.problems == [])
        #expect(loaded.list.snapshot == sample.snapshot)
        #expect(loaded.list.entries.map(ListFormatTests.line) == sample.entries)
    }

    @Test func `a party whose kind isn't told is found as a person and as a body`() throws {
        let file = Self.samples.first { $0.format == .cslCSV }.map { [$0.file] } ?? []
        let list = try ListLoader(countries: ShippedData.names.get().countries).load(file).list
        let index = ListIndex([list], parser: try ShippedData.names.get().parser)
        for kind in [ListEntry.Kind.person, .organization] {
            #expect(index.search("Adam al-Herz", kind: kind).map(\.entry.primaryName) == ["ADAM AL HERZ"])
        }
    }
}
