namespace Listening.Application.Incidents;

/// <summary>Somebody who wants to know at once that an incident was opened.</summary>
public interface IIncidentListener
{
    /// <summary>One was opened; returns at once and never fails.</summary>
    void Opened();
}
