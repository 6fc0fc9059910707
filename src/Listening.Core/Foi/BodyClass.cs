namespace Listening.Core.Foi;

/// <summary>What a word such as "council" or "police" beside a place can mean.</summary>
internal enum BodyClass : byte
{
    None,
    Council,
    Parish,
    Combined,
    Police,
    Commissioner,
    Fire,
    Trust,
    MentalHealth,
    Ambulance,
    HealthBoard,
    University,
}

/// <summary>What the word says beyond its class: "borough council" is no county council.</summary>
[Flags]
internal enum BodySort : byte
{
    None = 0,
    Borough = 1,
    District = 2,
    County = 4,
    City = 8,
    CountyOrCity = County | City,
}
